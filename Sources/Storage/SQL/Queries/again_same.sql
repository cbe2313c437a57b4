-- again_same: the artifacts $1 are as the recipes $2 make them, by the extractors $3 in the versions $4 (JSON): nothing else of them changes, since they
-- were so before.
WITH given AS (
    SELECT id, recipe_id, extractor, version::jsonb AS version
    FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) AS given (id, recipe_id, extractor, version)
),
told AS (
    UPDATE content_extractions AS found
    SET extracted_data = jsonb_set(found.extracted_data, '{extractor}', given.version)
    FROM given
    WHERE found.artifact_id = given.id AND found.extraction_type = 'metadata'
    AND found.extracted_data -> 'extractor' IS DISTINCT FROM given.version
)
UPDATE artifacts AS artifact
SET recipe_id = given.recipe_id, extractor = given.extractor
FROM given
WHERE artifact.id = given.id AND artifact.recipe_id IS DISTINCT FROM given.recipe_id;
