-- again_differences: those of the artifacts $1 whose rows of content_extractions of the types $2 are others than those given: $3 the artifact, $4 the
-- type, $5 the data. Which version gave them is no difference.
SELECT DISTINCT coalesce(given.id, stored.artifact_id)
FROM unnest($3::uuid[], $4::text[], $5::text[]) AS given (id, type, data)
FULL JOIN (
    SELECT artifact_id, extraction_type, extracted_data FROM content_extractions
    WHERE artifact_id = ANY ($1::uuid[]) AND extraction_type = ANY ($2::text[])
) AS stored ON stored.artifact_id = given.id AND stored.extraction_type = given.type
WHERE (stored.extracted_data - 'extractor') IS DISTINCT FROM (given.data::jsonb - 'extractor');
