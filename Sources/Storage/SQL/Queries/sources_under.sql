-- sources_under: current sources of user $1 whose path begins with $2, not touched by job $3; by id, beyond $4, at most $5 of
-- them. What of these a walk did not see may be gone. Served by idx_artifact_sources_prefix.
SELECT id
FROM artifact_sources
WHERE user_id = $1::uuid AND is_current AND state <> 'gone'
AND left(source_url, 500) BETWEEN left($2, 500) AND left($2, 499) || chr(1114111) AND starts_with(source_url, $2)
AND last_job IS DISTINCT FROM $3::uuid
AND id > $4::bigint
ORDER BY id
LIMIT $5::bigint;
