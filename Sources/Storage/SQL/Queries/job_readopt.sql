-- job_readopt: takes up job $1 again: counts that a new walk will count anew begin at nothing.
UPDATE scraping_jobs
SET
    unchanged_items = 0, skipped_items = 0, error_message = NULL,
    processed_items = (SELECT count(*) FROM job_items WHERE job_id = $1::uuid AND NOT state = ANY ($2::text[])),
    failed_items = (SELECT count(*) FROM job_items WHERE job_id = $1::uuid AND state = ANY ($2::text[]))
WHERE id = $1::uuid;
