-- recipe_put: the number of the way in which documents of user $1 are extracted: extractor $2 in version $3 with libraries $4, by rules $5, in
-- pipeline $6. Made known if it is not. Served by extraction_recipes_recipe_key_key.
INSERT INTO extraction_recipes (user_id, extractor, version, libraries, rules, pipeline)
VALUES ($1::uuid, $2, $3::integer, $4::jsonb, $5::jsonb, $6)
ON CONFLICT (recipe_key) DO UPDATE SET version = excluded.version
RETURNING id;
