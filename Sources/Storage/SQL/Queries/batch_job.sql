-- batch_job: counts the batch on its job $1. $2 lists the states that count as failed.
-- The last statement of the transaction: the job's row is locked only from here to the commit.
UPDATE scraping_jobs
SET
    processed_items = processed_items + batch.processed,
    failed_items = failed_items + batch.failed
FROM (
    SELECT
        count(*) FILTER (WHERE NOT state = ANY ($2::text[])) AS processed,
        count(*) FILTER (WHERE state = ANY ($2::text[])) AS failed
    FROM staged_items
) AS batch
WHERE id = $1::uuid;
