-- recipe_retagged: the recipes of user $1 that are like $2, but for the rules of tagging, which are of version $3 now. Gives each of $2 with its like.
WITH former AS (
    SELECT id, user_id, extractor, version, libraries, rules || jsonb_build_object('tagging', $3::text) AS rules, pipeline
    FROM extraction_recipes
    WHERE user_id = $1::uuid AND id = ANY ($2::bigint[])
),
latter AS (
    INSERT INTO extraction_recipes (user_id, extractor, version, libraries, rules, pipeline)
    SELECT DISTINCT user_id, extractor, version, libraries, rules, pipeline FROM former
    ON CONFLICT (recipe_key) DO UPDATE SET version = excluded.version
    RETURNING id, extractor, version, libraries, rules, pipeline
)
SELECT former.id, latter.id
FROM former
JOIN latter
    ON (latter.extractor, latter.version, latter.libraries, latter.rules, latter.pipeline)
    = (former.extractor, former.version, former.libraries, former.rules, former.pipeline);
