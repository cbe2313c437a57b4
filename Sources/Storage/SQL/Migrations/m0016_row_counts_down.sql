DROP FUNCTION is_incomplete(uuid, integer, integer, integer, boolean);
ALTER TABLE index_segments DROP COLUMN block_count, DROP COLUMN block_bytes;
ALTER TABLE artifacts DROP COLUMN part_count, DROP COLUMN extraction_count;
