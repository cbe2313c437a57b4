-- index_renumber: the artifacts $1 are in the index as the documents $2.
UPDATE artifacts AS artifact
SET doc_id = given.doc_id
FROM unnest($1::uuid[], $2::integer[]) AS given (id, doc_id)
WHERE artifact.id = given.id;
