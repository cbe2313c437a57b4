-- index_blocks_insert: blocks of segment $1: kinds $2, first keys $3, payloads $4. COPY is refused under row-level security.
INSERT INTO index_blocks (segment_id, kind, first_key, payload)
SELECT $1::bigint, block.kind, block.first_key, block.payload
FROM unnest($2::smallint[], $3::bytea[], $4::bytea[]) AS block (kind, first_key, payload);
