-- reextract_language: the language that artifact $1 says it is in.
SELECT coalesce(
    CASE jsonb_typeof(found.extracted_data #> '{properties,language}')
        WHEN 'array' THEN found.extracted_data #>> '{properties,language,0}'
        ELSE found.extracted_data #>> '{properties,language}'
    END, ''
)
FROM content_extractions AS found
WHERE found.artifact_id = $1::uuid AND found.extraction_type = 'metadata';
