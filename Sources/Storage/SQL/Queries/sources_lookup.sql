-- sources_lookup: what is recorded of the current versions of the paths $2 of user $1; n is the position in $2.
-- LATERAL with LIMIT, so that each path is one probe of artifact_sources_current_key whatever the planner believes.
SELECT
    wanted.n, source.id, source.artifact_id, source.file_size, source.modified_ns, source.changed_ns, source.inode,
    source.looked_at_ns, source.state
FROM unnest($2::text[]) WITH ORDINALITY AS wanted (source_url, n)
CROSS JOIN LATERAL (
    SELECT * FROM artifact_sources AS recorded
    WHERE recorded.user_id = $1::uuid AND source_key(recorded.source_url) = source_key(wanted.source_url) AND recorded.is_current
    LIMIT 1
) AS source;
