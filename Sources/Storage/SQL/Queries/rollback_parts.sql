-- rollback_parts: the artifacts $2 have the parts that they had before run $1.
INSERT INTO artifact_parts (artifact_id, part, first_page, last_page, start_byte, byte_count, first_position, zone, own_text)
SELECT
    run.artifact_id, part.part, part.first_page, part.last_page, part.start_byte, part.byte_count, part.first_position, part.zone,
    part.own_text
FROM reextractions AS run
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::artifact_parts, run.former -> 'parts') AS part
WHERE run.job_id = $1::uuid AND run.artifact_id = ANY ($2::uuid[]) AND jsonb_typeof(run.former -> 'parts') = 'array';
