-- artifact_sources_list: every path under which artifact $1 was seen, current ones first, with what the file at that path was before it, and what it became.
-- Served by idx_artifact_sources_artifact_id, idx_artifact_sources_former and artifact_sources_current_key.
SELECT
    source.source_url, source.state, source.is_current, source.file_size,
    (
        SELECT former.artifact_id FROM artifact_sources AS former
        WHERE former.user_id = source.user_id AND former.source_key = source.source_key AND NOT former.is_current
        AND former.id < source.id AND former.artifact_id IS DISTINCT FROM source.artifact_id AND former.artifact_id IS NOT NULL
        ORDER BY former.id DESC
        LIMIT 1
    ),
    coalesce(
        (
            SELECT latter.artifact_id FROM artifact_sources AS latter
            WHERE latter.user_id = source.user_id AND latter.source_key = source.source_key AND NOT latter.is_current
            AND latter.id > source.id AND latter.artifact_id IS DISTINCT FROM source.artifact_id AND latter.artifact_id IS NOT NULL
            ORDER BY latter.id
            LIMIT 1
        ),
        (
            SELECT latest.artifact_id FROM artifact_sources AS latest
            WHERE latest.user_id = source.user_id AND latest.source_key = source.source_key AND latest.is_current
            AND latest.id > source.id AND latest.artifact_id IS DISTINCT FROM source.artifact_id
        )
    )
FROM artifact_sources AS source
WHERE source.artifact_id = $1::uuid
ORDER BY source.is_current DESC, source.id;
