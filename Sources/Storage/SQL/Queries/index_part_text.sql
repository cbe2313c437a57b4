-- index_part_text: the text of part $2 of artifact $1, which is not of the artifact's text.
SELECT coalesce(own_text, '') FROM artifact_parts WHERE artifact_id = $1::uuid AND part = $2::integer;
