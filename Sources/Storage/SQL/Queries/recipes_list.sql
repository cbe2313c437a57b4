-- recipes_list: the ways in which documents of user $1 were extracted, or were to be when that was refused, with the media types of those
-- documents. Reads all of the user's artifacts: asked once a run.
SELECT recipe.id, recipe.extractor, recipe.version,
    ARRAY(SELECT library.key FROM jsonb_each_text(recipe.libraries) AS library ORDER BY library.key),
    ARRAY(SELECT library.value FROM jsonb_each_text(recipe.libraries) AS library ORDER BY library.key),
    recipe.rules ->> 'detection', recipe.rules ->> 'tagging', recipe.rules ->> 'classification', recipe.pipeline, used.mime_type
FROM (
    SELECT DISTINCT recipe_id, coalesce(mime_type, '') AS mime_type FROM artifacts
    WHERE user_id = $1::uuid AND recipe_id IS NOT NULL
    UNION
    SELECT past.recipe_id, coalesce(artifact.mime_type, '')
    FROM reextractions AS past
    JOIN artifacts AS artifact ON artifact.id = past.artifact_id
    WHERE past.user_id = $1::uuid AND past.verdict = 'refused' AND past.recipe_id IS NOT NULL
) AS used
JOIN extraction_recipes AS recipe ON recipe.id = used.recipe_id
ORDER BY recipe.id, used.mime_type;
