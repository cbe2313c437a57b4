-- sources_under: current sources of user $1 whose path begins with $2 (and ends before $3), not touched by job $4; by id,
-- beyond $5, at most $6 of them. What of these a walk did not see is gone.
SELECT id
FROM artifact_sources
WHERE user_id = $1::uuid AND is_current AND state <> 'gone'
AND source_url COLLATE "C" >= $2 AND source_url COLLATE "C" < $3
AND last_job IS DISTINCT FROM $4::uuid
AND id > $5::bigint
ORDER BY id
LIMIT $6::bigint;
