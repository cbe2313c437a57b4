-- repair_strays: the documents $1 of user $2, public ones if $3, are deleted. Called by `verify --repair`.
INSERT INTO index_exclusions (doc_id, user_id, is_public, is_deleted)
SELECT given.doc_id, $2::uuid, $3::boolean, true FROM unnest($1::integer[]) AS given (doc_id)
ON CONFLICT (doc_id) DO UPDATE SET is_deleted = true;
