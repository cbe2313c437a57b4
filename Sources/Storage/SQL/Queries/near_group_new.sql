-- near_group_new: makes a group of artifact $1, which leads it, and gives its number.
WITH leader AS (
    UPDATE text_sketches SET leader_id = artifact_id WHERE artifact_id = $1::uuid
)
UPDATE artifacts SET near_group = nextval('near_group_number') WHERE id = $1::uuid RETURNING near_group;
