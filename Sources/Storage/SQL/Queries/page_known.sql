-- page_known: what is recorded of the page $3 of user $1: its content, where it is an artifact, what to ask its server with, and how many links lead
-- to it in job $2 (NULL: it was named). Called before a page is fetched.
-- OFFSET 0 as in sources_lookup. Served by artifact_sources_current_key, web_pages_pkey and job_pages_pkey.
SELECT artifact.content_hash, coalesce(source.state = 'gone', false), source.modified_ns, page.entity_tag, page.last_modified, found.depth,
    coalesce(source.file_size, 0)
FROM (SELECT source_key($3) AS source_key OFFSET 0) AS wanted
LEFT JOIN LATERAL (
    SELECT recorded.id, recorded.artifact_id, recorded.state, recorded.modified_ns, recorded.file_size FROM artifact_sources AS recorded
    WHERE recorded.user_id = $1::uuid AND recorded.source_key = wanted.source_key AND recorded.is_current
    LIMIT 1
) AS source ON true
LEFT JOIN artifacts AS artifact ON artifact.id = source.artifact_id
LEFT JOIN web_pages AS page ON page.source_id = source.id
LEFT JOIN LATERAL (
    SELECT listed.depth FROM job_pages AS listed
    WHERE listed.job_id = $2::uuid AND listed.source_key = wanted.source_key
    LIMIT 1
) AS found ON true;
