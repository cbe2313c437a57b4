-- job_finish: ends job $1 in status $2 for the reason $3, with $4 files unchanged and $5 skipped.
-- The totals are counted from the rows of the ledger, so that they are true even after a job was taken up again.
UPDATE scraping_jobs AS job
SET
    status = $2::job_status, error_message = $3, completed_at = now() AT TIME ZONE 'utc',
    progress = CASE WHEN $2 = 'completed' THEN 100 ELSE progress END,
    unchanged_items = $4::integer, skipped_items = $5::integer,
    total_items = ledger.processed + ledger.failed + $4::integer + $5::integer,
    processed_items = ledger.processed + $4::integer + $5::integer,
    failed_items = ledger.failed
FROM (
    SELECT
        count(*) FILTER (WHERE NOT state = ANY ($6::text[])) AS processed,
        count(*) FILTER (WHERE state = ANY ($6::text[])) AS failed
    FROM job_items
    WHERE job_id = $1::uuid AND state <> 'gone'
) AS ledger
WHERE job.id = $1::uuid;
