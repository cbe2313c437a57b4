-- index_renumber: the artifacts $1 are in the index as the documents $2, their texts having the fingerprints $3.
UPDATE artifacts AS artifact
SET doc_id = given.doc_id, text_fingerprint = given.fingerprint
FROM unnest($1::uuid[], $2::integer[], $3::bigint[]) AS given (id, doc_id, fingerprint)
WHERE artifact.id = given.id;
