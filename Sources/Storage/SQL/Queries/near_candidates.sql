-- near_candidates: for each band $2, of the document with the place $1 in a list, the compared documents that have it; with their
-- group and the sketch of its leader. Former versions are left out: a file that was edited is no duplicate of what it was.
-- Served by idx_text_sketches_bands.
SELECT found.place, stored.artifact_id, stored.sketch, artifact.near_group, leader.artifact_id, leader.sketch
FROM near_candidates($1::integer[], $2::bigint[]) AS found
JOIN text_sketches AS stored ON stored.artifact_id = found.artifact_id
JOIN artifacts AS artifact ON artifact.id = found.artifact_id
LEFT JOIN text_sketches AS leader ON leader.artifact_id = stored.leader_id AND stored.leader_id <> stored.artifact_id
WHERE EXISTS (
    SELECT FROM artifact_sources AS source
    WHERE source.artifact_id = found.artifact_id AND source.is_current AND source.state <> 'gone'
)
ORDER BY artifact.doc_id;
