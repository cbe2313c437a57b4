-- pages_gone: the pages $3 of user $1, which job $2 did not find any more, are gone, with what was in them; the ledger says what they were. Called behind
-- batch_items, in its transaction. Served by artifact_sources_current_key and idx_artifact_sources_head.
WITH wanted AS (
    SELECT url, source_key(url) AS source_key FROM unnest($3::text[]) AS url OFFSET 0
),
gone AS (
    UPDATE artifact_sources
    SET state = 'gone', last_job = $2::uuid
    WHERE id = ANY (ARRAY(
        SELECT page.id
        FROM wanted
        CROSS JOIN LATERAL (
            SELECT source.id FROM artifact_sources AS source
            WHERE source.user_id = $1::uuid AND source.source_key = wanted.source_key AND source.is_current
            LIMIT 1
        ) AS page
        UNION ALL
        SELECT inside.id
        FROM wanted
        CROSS JOIN LATERAL (
            SELECT source.id FROM artifact_sources AS source
            WHERE source.user_id = $1::uuid AND source.is_current
            AND source.source_head BETWEEN left(wanted.url || '!/', 500) AND left(wanted.url || '!/', 499) || chr(1114111)
            AND starts_with(source.source_url, wanted.url || '!/')
        ) AS inside
    ))
    RETURNING source_url, artifact_id, file_size
)
INSERT INTO job_items (job_id, source_url, state, artifact_id, file_size)
SELECT $2::uuid, source_url, 'gone', artifact_id, file_size FROM gone
ON CONFLICT (job_id, source_key) DO UPDATE
SET state = 'gone', artifact_id = excluded.artifact_id, file_size = excluded.file_size;
