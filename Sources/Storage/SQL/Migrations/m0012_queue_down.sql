-- Back to jobs that know their work only while they run. What was queued is dropped; jobs that wait for workers end.
DROP FUNCTION next_job(text[]);
DROP FUNCTION open_jobs(text[]);
DROP FUNCTION is_job_held(uuid);
DROP TRIGGER follow_scraping_jobs_counts ON scraping_jobs;
DROP FUNCTION follow_job_counts();
ALTER TABLE scraping_jobs
    DROP CONSTRAINT scraping_jobs_started_check,
    DROP CONSTRAINT scraping_jobs_ended_check,
    DROP CONSTRAINT scraping_jobs_sum_check,
    DROP COLUMN walked_at,
    DROP COLUMN served_at;
UPDATE scraping_jobs SET status = 'cancelled', completed_at = now() AT TIME ZONE 'utc' WHERE status = 'pending';
UPDATE job_items SET state = 'unreadable' WHERE state = 'dead';
ALTER TABLE job_items
    DROP CONSTRAINT job_items_state_check,
    ADD CONSTRAINT job_items_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled'
    ));
UPDATE artifact_sources SET state = 'unreadable' WHERE state = 'dead';
ALTER TABLE artifact_sources
    DROP CONSTRAINT artifact_sources_state_check,
    ADD CONSTRAINT artifact_sources_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled'
    ));
DROP TABLE job_queue;
