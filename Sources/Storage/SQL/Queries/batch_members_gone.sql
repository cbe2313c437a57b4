-- batch_members_gone: where the content of a path changed, what was in its former version and is not in this one is gone, and no longer
-- current. User $1, job $2: what is in this version was recorded before, in this job. Only for paths that had other content.
WITH gone AS (
    UPDATE artifact_sources AS source
    SET state = 'gone', is_current = false, last_job = $2::uuid
    FROM staged_items AS item
    CROSS JOIN LATERAL (
        SELECT member.id FROM artifact_sources AS member
        WHERE member.user_id = $1::uuid AND member.is_current AND member.state <> 'gone'
        AND member.source_head BETWEEN left(item.source_url || '!/', 500) AND left(item.source_url || '!/', 499) || chr(1114111)
        AND starts_with(member.source_url, item.source_url || '!/')
        AND member.last_job IS DISTINCT FROM $2::uuid
        AND NOT EXISTS (SELECT FROM staged_items AS same WHERE same.source_key = member.source_key)
    ) AS member
    WHERE source.id = member.id AND item.artifact_id IS NOT NULL
    AND EXISTS (
        SELECT FROM artifact_sources AS former
        WHERE former.user_id = $1::uuid AND former.source_key = item.source_key AND former.is_current
        AND former.artifact_id IS DISTINCT FROM item.artifact_id
    )
    RETURNING source.source_url, source.artifact_id, source.file_size
)
INSERT INTO job_items (job_id, source_url, state, artifact_id, file_size)
SELECT DISTINCT $2::uuid, source_url, 'gone', artifact_id, file_size FROM gone
ON CONFLICT (job_id, source_key) DO UPDATE SET state = 'gone', artifact_id = excluded.artifact_id;
