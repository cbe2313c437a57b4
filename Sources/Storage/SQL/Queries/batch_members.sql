-- batch_members: remembers what is in the batch's new containers, by their content: all that job $2 of user $1 recorded below them, at
-- whatever depth. Their members were committed before them, or are in this batch.
INSERT INTO artifact_members (container_id, path, member_id)
SELECT item.artifact_id, substr(source.source_url, length(item.source_url) + 3), source.artifact_id
FROM staged_items AS item
CROSS JOIN LATERAL (
    SELECT member.source_url, member.artifact_id FROM artifact_sources AS member
    WHERE member.user_id = $1::uuid AND member.is_current AND member.artifact_id IS NOT NULL
    AND member.last_job = $2::uuid AND member.state <> 'gone'
    AND member.source_head BETWEEN left(item.source_url || '!/', 500) AND left(item.source_url || '!/', 499) || chr(1114111)
    AND starts_with(member.source_url, item.source_url || '!/')
) AS source
WHERE item.is_container AND item.artifact_id IN (SELECT id FROM staged_new)
ON CONFLICT (container_id, path_key) DO NOTHING;
