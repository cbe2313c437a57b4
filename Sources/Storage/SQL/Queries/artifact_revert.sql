-- artifact_revert: the title and tags of artifact $2 of user $1 are again what its last extraction gave: the title, or without one the name
-- $3; the tags are the words that the document gives for itself, as far as they are tags of it. Nothing counts as edited any more.
UPDATE artifacts AS artifact
SET
    title = CASE WHEN 'title' = ANY (artifact.edited) THEN coalesce(nullif(left(found.title, 500), ''), left($3, 500)) ELSE artifact.title END,
    tags = CASE WHEN 'tags' = ANY (artifact.edited) THEN found.labels ELSE artifact.tags END,
    edited = '{}'
FROM (
    SELECT
        (
            SELECT stored.extracted_data ->> 'title' FROM content_extractions AS stored
            WHERE stored.artifact_id = $2::uuid AND stored.extraction_type = 'metadata'
            ORDER BY stored.created_at DESC
            LIMIT 1
        ) AS title,
        ARRAY(
            SELECT DISTINCT lower(btrim(tag.tag_value)) FROM metadata_tags AS tag
            WHERE tag.artifact_id = $2::uuid AND tag.is_derived AND tag.tag_type IN ('document', 'html') AND tag.tag_key = 'keywords'
            AND btrim(tag.tag_value) <> ''
            ORDER BY 1
        ) AS labels
) AS found
WHERE artifact.user_id = $1::uuid AND artifact.id = $2::uuid;
