-- index_columns_list: the columns $2 of segments $1.
SELECT segment_id, name, payload FROM index_columns WHERE segment_id = ANY ($1::bigint[]) AND name = ANY ($2::text[]);
