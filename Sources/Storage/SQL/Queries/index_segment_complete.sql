-- index_segment_complete: the length $2 of the bodies in segment $1, the languages $3 of its stems, and its blocks: $4 of them, with payloads of
-- $5 bytes together.
UPDATE index_segments
SET body_length = $2::bigint, languages = $3::text[], block_count = $4::integer, block_bytes = $5::bigint
WHERE id = $1::bigint;
