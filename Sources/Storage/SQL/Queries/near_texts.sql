-- near_texts: of the artifacts $1 the sketch, the group, and its leader with that one's sketch where it is another. Former versions are
-- left out: a file that was edited is no duplicate of what it was.
SELECT stored.artifact_id, stored.sketch, artifact.near_group, leader.artifact_id, leader.sketch
FROM text_sketches AS stored
JOIN artifacts AS artifact ON artifact.id = stored.artifact_id
CROSS JOIN LATERAL (
    SELECT FROM artifact_sources AS source
    WHERE source.artifact_id = stored.artifact_id AND source.is_current AND source.state <> 'gone'
    LIMIT 1
) AS place
LEFT JOIN text_sketches AS leader ON leader.artifact_id = stored.leader_id AND leader.artifact_id <> stored.artifact_id
WHERE stored.artifact_id = ANY ($1::uuid[]);
