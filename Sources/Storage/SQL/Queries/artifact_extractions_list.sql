-- artifact_extractions_list: what extractors said about artifact $1, oldest first.
SELECT extraction_type, extracted_data::text, confidence_score::double precision, to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM content_extractions
WHERE artifact_id = $1::uuid
ORDER BY created_at, extraction_type;
