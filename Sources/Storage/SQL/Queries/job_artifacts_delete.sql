-- job_artifacts_delete: deletes the artifacts of job $1 of user $2 with all that hangs on them. Gives the contents that may not be referred to any
-- more (contents_unreferenced).
DELETE FROM artifacts WHERE job_id = $1::uuid AND user_id = $2::uuid
RETURNING content_hash;
