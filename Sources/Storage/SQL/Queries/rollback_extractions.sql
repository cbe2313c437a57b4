-- rollback_extractions: extractors say about the artifacts $2 what they said before run $1.
INSERT INTO content_extractions (artifact_id, extraction_type, extracted_data, confidence_score, created_at)
SELECT run.artifact_id, found.extraction_type, found.extracted_data, found.confidence_score, found.created_at
FROM reextractions AS run
CROSS JOIN LATERAL jsonb_populate_recordset(NULL::content_extractions, run.former -> 'extractions') AS found
WHERE run.job_id = $1::uuid AND run.artifact_id = ANY ($2::uuid[]) AND jsonb_typeof(run.former -> 'extractions') = 'array';
