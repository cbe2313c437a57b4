-- rollback_tags: the artifacts $2 have the derived tags that they had before run $1.
INSERT INTO metadata_tags (artifact_id, tag_type, tag_key, tag_value, is_derived)
SELECT run.artifact_id, tag.tag_type, tag.tag_key, tag.tag_value, true
FROM reextractions AS run
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::metadata_tags, run.former -> 'tags') AS tag
WHERE run.job_id = $1::uuid AND run.artifact_id = ANY ($2::uuid[]) AND jsonb_typeof(run.former -> 'tags') = 'array';
