-- index_parts_move: where the parts $2 of the artifacts $1 begin in the index's positions, $3.
UPDATE artifact_parts AS part
SET first_position = given.position
FROM unnest($1::uuid[], $2::integer[], $3::integer[]) AS given (artifact_id, part, position)
WHERE part.artifact_id = given.artifact_id AND part.part = given.part AND part.first_position <> given.position;
