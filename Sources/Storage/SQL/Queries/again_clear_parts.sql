-- again_clear_parts: takes away the parts of the artifacts $1, whose text is another now, and their sketches.
WITH sketches AS (
    DELETE FROM text_sketches WHERE artifact_id = ANY ($1::uuid[])
)
DELETE FROM artifact_parts WHERE artifact_id = ANY ($1::uuid[]);
