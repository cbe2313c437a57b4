-- sources_at: current sources of user $1 that are at $2 or below it, be it a folder or a container; by id, beyond $3, at most $4 of them.
-- Served by idx_artifact_sources_prefix.
SELECT id, source_url
FROM artifact_sources
WHERE user_id = $1::uuid AND is_current AND state <> 'gone'
AND source_head BETWEEN left($2, 500) AND left($2, 499) || chr(1114111) AND starts_with(source_url, $2)
AND (
    source_url = $2 OR right($2, 1) = '/' OR substr(source_url, length($2) + 1, 1) = '/'
    OR substr(source_url, length($2) + 1, 2) = '!/'
)
AND id > $3::bigint
ORDER BY id
LIMIT $4::bigint;
