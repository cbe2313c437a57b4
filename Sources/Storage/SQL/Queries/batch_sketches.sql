-- batch_sketches: the sketches of the batch's new artifacts, of user $1.
INSERT INTO text_sketches (artifact_id, user_id, sketch, bands)
SELECT document.id, $1::uuid, document.sketch, document.bands
FROM staged_documents AS document
WHERE document.sketch IS NOT NULL AND document.id IN (SELECT id FROM staged_new);
