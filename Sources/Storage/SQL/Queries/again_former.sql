-- again_former: what is stored of the artifacts $1, before it is compared with what a new extraction gives. Their rows are locked until the commit, in one
-- order. Parts are told by their pages, sizes and zones; of those around the text also by their content. Whether rows of it are lost.
SELECT
    artifact.id, artifact.state, artifact.text_hash, coalesce(octet_length(artifact.content_text), 0), coalesce(artifact.title, ''),
    artifact.description, artifact.artifact_type::text, coalesce(artifact.mime_type, ''), artifact.language, artifact.page_count,
    artifact.problem_code, coalesce(artifact.tags, '{}'), artifact.edited, artifact.recipe_id, tag.types, tag.keys, tag.vals,
    coalesce((
        SELECT string_agg(
            concat_ws(
                ' ', coalesce(part.first_page, 0), coalesce(part.last_page, 0), part.byte_count, part.zone,
                encode(sha256(replace(part.own_text, '\', '\\')::bytea), 'hex')
            ), ';' ORDER BY part.part
        )
        FROM artifact_parts AS part
        WHERE part.artifact_id = artifact.id
    ), ''),
    is_incomplete(
        artifact.id, artifact.part_count, octet_length(artifact.content_text), artifact.extraction_count, artifact.extractor IS NOT NULL
    )
FROM artifacts AS artifact
CROSS JOIN LATERAL (
    SELECT
        coalesce(array_agg(stored.tag_type), '{}') AS types, coalesce(array_agg(stored.tag_key), '{}') AS keys,
        coalesce(array_agg(coalesce(stored.tag_value, '')), '{}') AS vals
    FROM metadata_tags AS stored
    WHERE stored.artifact_id = artifact.id AND stored.is_derived
) AS tag
WHERE artifact.id = ANY ($1::uuid[])
ORDER BY artifact.id
FOR UPDATE OF artifact;
