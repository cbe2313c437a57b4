-- again_clear_extractions: takes away what extractors said about the artifacts $1 and is said anew: all, or as $2 says only what is said of a text (the types
-- $3), or only the rest.
DELETE FROM content_extractions AS found
USING unnest($1::uuid[], $2::text[]) AS given (id, scope)
WHERE found.artifact_id = given.id
AND (given.scope = 'all' OR (given.scope = 'tags') = (found.extraction_type = ANY ($3::text[])));
