-- index_parts: the parts of the texts of the artifacts $1, in order: which bytes of the text they are, and which stand around it.
SELECT artifact_id, part, start_byte, byte_count, zone
FROM artifact_parts
WHERE artifact_id = ANY ($1::uuid[])
ORDER BY artifact_id, part;
