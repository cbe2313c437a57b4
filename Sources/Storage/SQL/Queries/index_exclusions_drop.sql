-- index_exclusions_drop: the deleted documents $1 are in no segment any more.
DELETE FROM index_exclusions WHERE doc_id = ANY ($1::integer[]) AND is_deleted;
