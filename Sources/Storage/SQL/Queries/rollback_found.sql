-- rollback_found: the documents that run $1 of user $2 found inside of others, which nobody knew before.
SELECT id FROM artifacts WHERE user_id = $2::uuid AND job_id = $1::uuid;
