-- again_retagged: the tags of the artifacts $1 are what they would be by the recipes $2.
UPDATE artifacts AS artifact
SET recipe_id = given.recipe_id
FROM unnest($1::uuid[], $2::bigint[]) AS given (id, recipe_id)
WHERE artifact.id = given.id AND given.recipe_id IS DISTINCT FROM artifact.recipe_id;
