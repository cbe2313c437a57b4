-- again_clear_tags: takes away what was derived of the artifacts $1 and is to be derived anew: all tags, or as $2 says only those of a text (their types
-- are $3), or only the others. What a person gave stays.
DELETE FROM metadata_tags AS tag
USING unnest($1::uuid[], $2::text[]) AS given (id, scope)
WHERE tag.artifact_id = given.id AND tag.is_derived
AND (given.scope = 'all' OR (given.scope = 'tags') = (tag.tag_type = ANY ($3::text[])));
