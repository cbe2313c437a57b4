-- verify_documents: the first $2 artifacts behind the number $1 that the index has to hold: those that do not wait to be indexed.
-- Called by `verify`. Served by artifacts_doc_id_key and index_pending_pkey.
SELECT artifact.doc_id, artifact.id, artifact.user_id
FROM artifacts AS artifact
WHERE artifact.doc_id > $1::integer
AND NOT EXISTS (SELECT FROM index_pending AS pending WHERE pending.artifact_id = artifact.id)
ORDER BY artifact.doc_id
LIMIT $2::bigint;
