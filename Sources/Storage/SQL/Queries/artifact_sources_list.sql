-- artifact_sources_list: every path under which artifact $1 was seen, current ones first.
SELECT source_url, state, is_current, file_size
FROM artifact_sources
WHERE artifact_id = $1::uuid
ORDER BY is_current DESC, id;
