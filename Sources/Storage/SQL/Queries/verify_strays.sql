-- verify_strays: which of the numbers $1 belong to no artifact of user $2 and are not known to be deleted. Called by `verify`. Served by
-- artifacts_doc_id_key and index_exclusions_pkey.
SELECT given.doc_id
FROM unnest($1::integer[]) AS given (doc_id)
WHERE NOT EXISTS (
    SELECT FROM artifacts AS artifact WHERE artifact.doc_id = given.doc_id AND artifact.user_id = $2::uuid
)
AND NOT EXISTS (
    SELECT FROM index_exclusions AS excluded WHERE excluded.doc_id = given.doc_id AND excluded.is_deleted
);
