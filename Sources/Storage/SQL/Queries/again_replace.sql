-- again_replace: the staged documents take the place of what was extracted before. $1 names them, $2 says of each how much is new: `all`, only the
-- `tags`, or only the `description`; $3 whether its text is another, $4 its recipe; $5 the types of extractions that belong to tags. What a person edited
-- stays. Where only some of its extractions are replaced, and others are lost, that stays known by their number.
WITH texts AS (
    SELECT artifact_id, string_agg(body, '' ORDER BY part) FILTER (WHERE zone = 'body') AS body, count(*) AS parts
    FROM staged_parts
    GROUP BY artifact_id
),
findings AS (
    SELECT artifact_id, count(*) AS rows FROM staged_extractions GROUP BY artifact_id
)
UPDATE artifacts AS artifact
SET
    artifact_type = CASE WHEN given.scope = 'tags' THEN artifact.artifact_type ELSE document.artifact_type::artifact_type END,
    title = CASE WHEN given.scope = 'tags' OR 'title' = ANY (artifact.edited) THEN artifact.title ELSE document.title END,
    description = CASE WHEN given.scope = 'tags' THEN artifact.description ELSE document.description END,
    mime_type = CASE WHEN given.scope = 'tags' THEN artifact.mime_type ELSE document.mime_type END,
    tags = CASE WHEN given.scope = 'tags' OR 'tags' = ANY (artifact.edited) THEN artifact.tags ELSE document.tags END,
    page_count = CASE WHEN given.scope = 'tags' THEN artifact.page_count ELSE document.page_count END,
    state = CASE WHEN given.scope = 'tags' THEN artifact.state ELSE document.state END,
    problem_code = CASE WHEN given.scope = 'tags' THEN artifact.problem_code ELSE document.problem_code END,
    problem_message = CASE WHEN given.scope = 'tags' THEN artifact.problem_message ELSE document.problem_message END,
    extractor = CASE WHEN given.scope = 'tags' THEN artifact.extractor ELSE document.extractor END,
    keywords = CASE WHEN given.scope = 'description' THEN artifact.keywords ELSE document.keywords END,
    language = CASE WHEN given.scope = 'description' THEN artifact.language ELSE document.language END,
    content_text = CASE WHEN given.has_new_text THEN texts.body ELSE artifact.content_text END,
    text_hash = CASE WHEN given.has_new_text THEN document.text_hash ELSE artifact.text_hash END,
    near_group = CASE WHEN given.has_new_text THEN NULL ELSE artifact.near_group END,
    recipe_id = nullif(given.recipe_id, 0),
    part_count = CASE WHEN given.has_new_text THEN coalesce(texts.parts, 0) ELSE artifact.part_count END,
    extraction_count = CASE
        WHEN given.scope = 'all' THEN coalesce(findings.rows, 0)
        WHEN artifact.extraction_count = former.rows THEN former.rows - former.replaced + coalesce(findings.rows, 0)
        ELSE artifact.extraction_count
    END
FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::bigint[]) AS given (id, scope, has_new_text, recipe_id)
JOIN staged_documents AS document ON document.id = given.id
LEFT JOIN texts ON texts.artifact_id = given.id
LEFT JOIN findings ON findings.artifact_id = given.id
CROSS JOIN LATERAL (
    SELECT
        count(*) AS rows, count(*) FILTER (WHERE (given.scope = 'tags') = (stored.extraction_type = ANY ($5::text[]))) AS replaced
    FROM content_extractions AS stored
    WHERE stored.artifact_id = given.id
) AS former
WHERE artifact.id = given.id;
