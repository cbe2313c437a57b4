-- near_group_join: artifact $1 belongs to group $2, of which $3 is the leader.
WITH member AS (
    UPDATE text_sketches SET leader_id = $3::uuid WHERE artifact_id = $1::uuid
)
UPDATE artifacts SET near_group = $2 WHERE id = $1::uuid;
