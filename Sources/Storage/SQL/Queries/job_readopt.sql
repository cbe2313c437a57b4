-- job_readopt: takes up job $1 again, after job_row_lock. Its folders are walked anew where that was asked for ($3) or was not done to the end: then
-- what a walk counts begins at nothing. $2 lists the states that count as failed. It runs, or ($4) waits for workers. Gives
-- whether all its work is known.
UPDATE scraping_jobs AS job
SET
    status = CASE WHEN $4::boolean THEN 'pending' ELSE 'running' END::job_status, completed_at = NULL, error_message = NULL,
    started_at = CASE WHEN $4::boolean THEN job.started_at ELSE coalesce(job.started_at, now() AT TIME ZONE 'utc') END,
    walked_at = CASE WHEN ledger.walks THEN NULL ELSE job.walked_at END,
    unchanged_items = passed.unchanged, skipped_items = passed.skipped,
    processed_items = ledger.processed + passed.unchanged + passed.skipped, failed_items = ledger.failed,
    total_items = ledger.processed + ledger.failed + ledger.open + passed.unchanged + passed.skipped
FROM (
    SELECT
        (SELECT count(*) FROM job_items WHERE job_id = $1::uuid AND state <> 'gone' AND NOT state = ANY ($2::text[])) AS processed,
        (SELECT count(*) FROM job_items WHERE job_id = $1::uuid AND state = ANY ($2::text[])) AS failed,
        (SELECT count(*) FROM job_queue WHERE job_id = $1::uuid) AS open,
        $3::boolean OR (SELECT walked_at FROM scraping_jobs WHERE id = $1::uuid) IS NULL AS walks
) AS ledger
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN ledger.walks THEN 0 ELSE counts.unchanged_items END AS unchanged,
        CASE WHEN ledger.walks THEN 0 ELSE counts.skipped_items END AS skipped
    FROM scraping_jobs AS counts
    WHERE counts.id = $1::uuid
) AS passed
WHERE job.id = $1::uuid
RETURNING job.walked_at IS NOT NULL;
