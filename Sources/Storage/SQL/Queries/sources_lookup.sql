-- sources_lookup: what is recorded of the current versions of the paths $2 of user $1; n is the position in $2.
-- OFFSET 0 keeps the keys' computation apart: row-level security lets only leakproof conditions use an index, and source_key
-- is none (3 s instead of 3 ms a call). LATERAL with LIMIT, so that each path is one probe of artifact_sources_current_key whatever the planner believes.
SELECT
    wanted.n, source.id, source.artifact_id, source.file_size, source.modified_ns, source.changed_ns, source.inode,
    source.looked_at_ns, source.state
FROM (
    SELECT source_key(given.source_url) AS source_key, given.n
    FROM unnest($2::text[]) WITH ORDINALITY AS given (source_url, n)
    OFFSET 0
) AS wanted
CROSS JOIN LATERAL (
    SELECT * FROM artifact_sources AS recorded
    WHERE recorded.user_id = $1::uuid AND recorded.source_key = wanted.source_key AND recorded.is_current
    LIMIT 1
) AS source;
