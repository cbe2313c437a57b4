-- index_pending_take: at most $2 of the documents of user $1 that wait to be indexed anew: artifact, number and bytes of text. Both rows
-- are locked, and those that somebody else holds are left for later: so nothing that happens to a document meanwhile is missed,
-- and nobody is waited for. Served by index_pending_pkey; ids ascend with time.
SELECT pending.artifact_id, artifact.doc_id, coalesce(octet_length(artifact.content_text), 0)
FROM index_pending AS pending
JOIN artifacts AS artifact ON artifact.id = pending.artifact_id
WHERE pending.user_id = $1::uuid
ORDER BY pending.artifact_id
LIMIT $2::bigint
FOR UPDATE SKIP LOCKED;
