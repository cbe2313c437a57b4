-- batch_sources: records where the batch's content was found, by user $1 in job $2. What is `unchanged` keeps the state it
-- has: a batch whose first commit went through, though its answer was lost, is all unchanged to the second. Ordered as the
-- index is, for one order of locks.
INSERT INTO artifact_sources (
    artifact_id, user_id, source_url, file_size, modified_ns, changed_ns, inode, looked_at_ns, state, first_seen_job, last_job
)
SELECT
    item.artifact_id, $1::uuid, item.source_url, item.file_size, item.modified_ns, item.changed_ns, item.inode,
    item.looked_at_ns,
    CASE item.state
        WHEN 'unchanged' THEN coalesce((
            SELECT known.state FROM artifact_sources AS known
            WHERE known.user_id = $1::uuid AND known.source_key = item.source_key AND known.is_current
        ), 'stored')
        ELSE item.state
    END,
    $2::uuid, $2::uuid
FROM staged_items AS item
WHERE item.artifact_id IS NOT NULL
ORDER BY item.source_key
ON CONFLICT (user_id, source_key) WHERE is_current DO UPDATE
SET
    artifact_id = excluded.artifact_id, file_size = excluded.file_size, modified_ns = excluded.modified_ns,
    changed_ns = excluded.changed_ns, inode = excluded.inode, looked_at_ns = excluded.looked_at_ns,
    state = excluded.state, last_job = excluded.last_job;
