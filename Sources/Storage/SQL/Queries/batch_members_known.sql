-- batch_members_known: where a container stands that was known before, everything that is in it stands, too: without opening it, its
-- members become items of the batch. User $1. They are `unchanged` where these very paths pointed to them already.
-- One file has $2 members at all depths, at most: containers with more than are left to their outermost one are `truncated`, for the reason
-- $3, $4. (Sixteen copies of a container in sixteen copies of another, six deep, are 30 kB: a million rows without this.) What was recorded below
-- it by this look is what was taken; by an earlier one, even of the same job, it is what the file had then.
-- Served by artifact_members_pkey: for all but containers, one probe that finds nothing; and by idx_artifact_sources_head.
WITH container AS MATERIALIZED (
    SELECT
        item.ctid AS row, item.source_url, item.looked_at_ns, held.members,
        left(item.source_url, strpos(item.source_url || '!/', '!/') - 1) AS outermost
    FROM staged_items AS item
    CROSS JOIN LATERAL (
        SELECT count(*) AS members
        FROM (SELECT FROM artifact_members WHERE container_id = item.artifact_id LIMIT $2::bigint + 1) AS counted
    ) AS held
    WHERE item.state IN ('duplicate', 'unchanged') AND held.members > 0
),
taken AS MATERIALIZED (
    SELECT file.outermost, recorded.members
    FROM (SELECT outermost, max(looked_at_ns) AS looked_at_ns FROM container WHERE source_url <> outermost GROUP BY outermost) AS file
    CROSS JOIN LATERAL (
        SELECT count(*) AS members
        FROM (
            SELECT FROM artifact_sources AS source
            WHERE source.user_id = $1::uuid AND source.is_current AND source.looked_at_ns = file.looked_at_ns
            AND source.source_head BETWEEN left(file.outermost || '!/', 500) AND left(file.outermost || '!/', 499) || chr(1114111)
            AND starts_with(source.source_url, file.outermost || '!/')
            LIMIT $2::bigint + 1
        ) AS counted
    ) AS recorded
),
charged AS MATERIALIZED (
    SELECT
        container.row,
        coalesce(taken.members, 0) + sum(container.members) OVER (PARTITION BY container.outermost ORDER BY container.source_url)
            <= $2::bigint AS fits
    FROM container
    LEFT JOIN taken ON taken.outermost = container.outermost
),
refused AS (
    UPDATE staged_items AS item
    SET state = 'truncated', problem_code = $3, problem_message = $4
    FROM charged
    WHERE item.ctid = charged.row AND NOT charged.fits
)
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
    FROM charged
    JOIN staged_items AS item ON item.ctid = charged.row AND charged.fits
    CROSS JOIN LATERAL (
        SELECT path, member_id FROM artifact_members WHERE container_id = item.artifact_id OFFSET 0
    ) AS inner_path
    JOIN artifacts AS artifact ON artifact.id = inner_path.member_id
    WHERE artifact.user_id = $1::uuid
    OFFSET 0
) AS member
LEFT JOIN LATERAL (
    SELECT source.artifact_id, source.state FROM artifact_sources AS source
    WHERE source.user_id = $1::uuid AND source.source_key = member.key AND source.is_current
    LIMIT 1
) AS current ON true;
