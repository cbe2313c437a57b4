-- index_stored_after: documents that were stored for the first time after $1. Served by idx_artifacts_created_at.
SELECT doc_id FROM artifacts WHERE created_at > $1::timestamp;
