-- index_twins: the documents that are nearly the same as the documents $1, those among them, by group. Asked by a search for the hits that
-- belong to a group. Served by artifacts_doc_id_key and idx_artifacts_near_group.
SELECT DISTINCT twin.near_group, twin.doc_id, twin.id::text
FROM artifacts AS shown
JOIN artifacts AS twin ON twin.user_id = shown.user_id AND twin.near_group = shown.near_group
WHERE shown.doc_id = ANY ($1::integer[]) AND shown.near_group IS NOT NULL AND twin.near_group IS NOT NULL AND twin.doc_id IS NOT NULL;
