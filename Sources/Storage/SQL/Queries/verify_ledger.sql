-- verify_ledger: jobs that have ended and whose counts are not those of their ledger. $1 lists the states that count as failed.
-- Called by `verify`. Served by idx_job_items_job_id_state.
SELECT job.id, job.total_items, job.processed_items, job.failed_items, ledger.processed, ledger.failed
FROM scraping_jobs AS job
CROSS JOIN LATERAL (
    SELECT
        count(*) FILTER (WHERE NOT item.state = ANY ($1::text[])) + job.unchanged_items + job.skipped_items AS processed,
        count(*) FILTER (WHERE item.state = ANY ($1::text[])) AS failed
    FROM job_items AS item
    WHERE item.job_id = job.id AND item.state <> 'gone'
) AS ledger
WHERE job.status IN ('completed', 'failed', 'cancelled') AND job.completed_at IS NOT NULL
AND (job.processed_items, job.failed_items, job.total_items)
    IS DISTINCT FROM (ledger.processed, ledger.failed, ledger.processed + ledger.failed)
ORDER BY job.created_at;
