-- near_compared: the artifacts $1 were compared with all that came before them; their bands are $2 (array literals), by which those that
-- come later find them.
UPDATE text_sketches SET bands = given.bands::integer[]
FROM unnest($1::uuid[], $2::text[]) AS given (artifact_id, bands)
WHERE text_sketches.artifact_id = given.artifact_id;
