-- index_twins: the documents that are nearly the same as the documents $1, those among them, by group. Asked by a search for the hits that
-- belong to a group, which are found by their numbers first, however few groups there are. Served by artifacts_doc_id_key and
-- idx_artifacts_near_group.
WITH shown AS MATERIALIZED (
    SELECT artifact.user_id, artifact.near_group FROM artifacts AS artifact WHERE artifact.doc_id = ANY ($1::integer[])
)
SELECT DISTINCT twin.near_group, twin.doc_id, twin.id::text
FROM shown
JOIN artifacts AS twin ON twin.user_id = shown.user_id AND twin.near_group = shown.near_group
WHERE twin.near_group IS NOT NULL;
