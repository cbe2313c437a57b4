-- batch_new: those of the batch's documents that were not known.
SELECT id FROM staged_new;
