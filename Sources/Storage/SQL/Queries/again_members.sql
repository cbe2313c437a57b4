-- again_members: remembers what is in the containers $3, which were opened again at the places $4: what job $2 of user $1 recorded below them. What was in
-- them before stays: that a member is not found any more is no reason to lose it.
INSERT INTO artifact_members (container_id, path, member_id)
SELECT item.artifact_id, substr(source.source_url, length(item.source_url) + 3), source.artifact_id
FROM unnest($3::uuid[], $4::text[]) AS item (artifact_id, source_url)
CROSS JOIN LATERAL (
    SELECT member.source_url, member.artifact_id FROM artifact_sources AS member
    WHERE member.user_id = $1::uuid AND member.is_current AND member.artifact_id IS NOT NULL
    AND member.last_job = $2::uuid AND member.state <> 'gone'
    AND member.source_head BETWEEN left(item.source_url || '!/', 500) AND left(item.source_url || '!/', 499) || chr(1114111)
    AND starts_with(member.source_url, item.source_url || '!/')
) AS source
ON CONFLICT (container_id, path_key) DO UPDATE SET member_id = excluded.member_id;
