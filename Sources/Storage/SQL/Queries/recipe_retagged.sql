-- recipe_retagged: the recipes of user $1 that are like those of the artifacts $2, but for the rules of tagging, which are of version $3 now. Gives each of them with its
-- like. Not to be asked within a transaction: whoever asks for the same would wait for its end.
WITH former AS (
    SELECT id, user_id, extractor, version, libraries, rules || jsonb_build_object('tagging', $3::text) AS rules, pipeline
    FROM extraction_recipes
    WHERE user_id = $1::uuid AND id IN (SELECT recipe_id FROM artifacts WHERE id = ANY ($2::uuid[]))
),
latter AS (
    INSERT INTO extraction_recipes (user_id, extractor, version, libraries, rules, pipeline)
    SELECT DISTINCT user_id, extractor, version, libraries, rules, pipeline FROM former
    ORDER BY extractor, version, libraries, rules, pipeline
    ON CONFLICT (recipe_key) DO UPDATE SET version = excluded.version
    RETURNING id, extractor, version, libraries, rules, pipeline
)
SELECT former.id, latter.id
FROM former
JOIN latter
    ON (latter.extractor, latter.version, latter.libraries, latter.rules, latter.pipeline)
    = (former.extractor, former.version, former.libraries, former.rules, former.pipeline);
