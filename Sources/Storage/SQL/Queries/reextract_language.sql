-- reextract_language: the language that artifact $1 says it is in.
SELECT coalesce(
    CASE jsonb_typeof(found.extracted_data #> '{properties,language}')
        WHEN 'array' THEN found.extracted_data #>> '{properties,language,0}'
        ELSE found.extracted_data #>> '{properties,language}'
    END, ''
)
FROM (SELECT * FROM content_extractions WHERE artifact_id = $1::uuid OFFSET 0) AS found
WHERE found.extraction_type = 'metadata';
