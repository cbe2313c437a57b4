-- batch_members_known: where a container stands that was known before, everything that is in it stands, too: without opening it, its
-- members become items of the batch. User $1. They are `unchanged` where these very paths pointed to them already.
-- Served by artifact_members_pkey: for all but containers, one probe that finds nothing.
INSERT INTO staged_items (
    source_url, digest, artifact_id, state, problem_code, problem_message, file_size, modified_ns, changed_ns, inode,
    looked_at_ns, is_container
)
SELECT
    member.source_url, member.content_hash, member.id,
    CASE WHEN current.artifact_id = member.id AND current.state <> 'gone' THEN 'unchanged' ELSE 'duplicate' END,
    NULL, NULL, member.file_size, member.modified_ns, 0, 0, member.looked_at_ns, false
FROM (
    SELECT
        item.source_url || '!/' || inner_path.path AS source_url, source_key(item.source_url || '!/' || inner_path.path) AS key,
        artifact.content_hash, artifact.id, coalesce(artifact.file_size, 0) AS file_size, item.modified_ns, item.looked_at_ns
    FROM staged_items AS item
    CROSS JOIN LATERAL (
        SELECT path, member_id FROM artifact_members WHERE container_id = item.artifact_id OFFSET 0
    ) AS inner_path
    JOIN artifacts AS artifact ON artifact.id = inner_path.member_id
    WHERE item.state IN ('duplicate', 'unchanged') AND artifact.user_id = $1::uuid
    OFFSET 0
) AS member
LEFT JOIN LATERAL (
    SELECT source.artifact_id, source.state FROM artifact_sources AS source
    WHERE source.user_id = $1::uuid AND source.source_key = member.key AND source.is_current
    LIMIT 1
) AS current ON true;
