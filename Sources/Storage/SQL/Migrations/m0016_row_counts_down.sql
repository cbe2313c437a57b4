DROP INDEX idx_artifact_sources_former;
UPDATE job_items SET state = 'unchanged' WHERE state = 'refused';
ALTER TABLE job_items
    DROP CONSTRAINT job_items_state_check,
    ADD CONSTRAINT job_items_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled', 'dead'
    ));
ALTER TABLE artifact_sources
    DROP CONSTRAINT artifact_sources_state_check,
    ADD CONSTRAINT artifact_sources_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled', 'dead'
    ));
DROP FUNCTION is_incomplete(uuid, integer, integer, integer, boolean);
ALTER TABLE index_segments DROP COLUMN block_count, DROP COLUMN block_bytes;
ALTER TABLE artifacts DROP COLUMN part_count, DROP COLUMN extraction_count;
