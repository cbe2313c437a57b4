-- index_pending_list: at most $1 of the acting user's documents that wait to be indexed anew: artifact, number and bytes of text.
SELECT pending.artifact_id, artifact.doc_id, coalesce(octet_length(artifact.content_text), 0)
FROM index_pending AS pending
JOIN artifacts AS artifact ON artifact.id = pending.artifact_id
WHERE pending.user_id = acting_user_id()
ORDER BY pending.artifact_id
LIMIT $1::bigint;
