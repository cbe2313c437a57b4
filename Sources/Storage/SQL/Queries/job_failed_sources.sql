-- job_failed_sources: the files that job $1 left in one of the states $2 without an artifact, beyond the row $3, at most $4: what can only be fetched again.
-- What lies inside a container is fetched with it.
SELECT id, source_url
FROM job_items
WHERE job_id = $1::uuid AND state = ANY ($2::text[]) AND artifact_id IS NULL AND position('!/' IN source_url) = 0
AND id > $3::bigint
ORDER BY id
LIMIT $4::bigint;
