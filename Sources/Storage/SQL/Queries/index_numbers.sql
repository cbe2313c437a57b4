-- index_numbers: $1 new document numbers, ascending.
SELECT nextval('index_doc_id') FROM generate_series(1, $1::bigint) ORDER BY 1;
