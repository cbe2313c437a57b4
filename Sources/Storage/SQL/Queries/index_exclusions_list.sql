-- index_exclusions_list: documents that a search leaves out; with $1, only those that are deleted.
SELECT doc_id FROM index_exclusions WHERE is_deleted OR NOT $1::boolean;
