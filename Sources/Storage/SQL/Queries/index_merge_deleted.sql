-- index_merge_deleted: the deleted documents of user $1.
SELECT doc_id FROM index_exclusions WHERE user_id = $1::uuid AND is_deleted;
