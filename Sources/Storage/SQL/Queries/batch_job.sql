-- batch_job: counts the batch on its job $1, and gives the states that its items ended in. $2 lists the states that count as
-- failed.
-- The last statement of the transaction: the job's row is locked only from here to the commit.
WITH batch AS (
    SELECT state, count(*) AS items, coalesce(sum(file_size), 0)::bigint AS bytes, state = ANY ($2::text[]) AS is_failure
    FROM staged_items
    GROUP BY state
),
counted AS (
    UPDATE scraping_jobs
    SET
        processed_items = processed_items + coalesce((SELECT sum(items) FROM batch WHERE NOT is_failure), 0),
        failed_items = failed_items + coalesce((SELECT sum(items) FROM batch WHERE is_failure), 0)
    WHERE id = $1::uuid
)
SELECT state, items, bytes FROM batch;
