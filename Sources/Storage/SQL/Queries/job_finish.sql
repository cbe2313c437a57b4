-- job_finish: ends job $1 in status $2 for the reason $3, after job_row_lock. $4 lists the states that count as failed.
-- The totals are counted from the rows of the ledger, so that they are true even after a job was taken up again.
UPDATE scraping_jobs AS job
SET
    status = $2::job_status, error_message = $3, completed_at = now() AT TIME ZONE 'utc',
    total_items = ledger.processed + ledger.failed + job.unchanged_items + job.skipped_items,
    processed_items = ledger.processed + job.unchanged_items + job.skipped_items,
    failed_items = ledger.failed
FROM (
    SELECT
        count(*) FILTER (WHERE NOT state = ANY ($4::text[])) AS processed,
        count(*) FILTER (WHERE state = ANY ($4::text[])) AS failed
    FROM job_items
    WHERE job_id = $1::uuid AND state <> 'gone'
) AS ledger
WHERE job.id = $1::uuid;
