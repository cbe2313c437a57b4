-- index_columns_insert: columns of segment $1: names $2, payloads $3.
INSERT INTO index_columns (segment_id, name, payload)
SELECT $1::bigint, given.name, given.payload
FROM unnest($2::text[], $3::bytea[]) AS given (name, payload);
