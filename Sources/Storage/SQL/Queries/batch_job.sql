-- batch_job: counts the batch on its job $1: $2 more items processed, $3 failed, $4 in all (batch_items). Gives the states that they ended in.
-- The last statement of the transaction: the job's row is locked only from here to the commit.
WITH counted AS (
    UPDATE scraping_jobs
    SET
        processed_items = processed_items + $2::integer, failed_items = failed_items + $3::integer,
        total_items = total_items + $4::integer
    WHERE id = $1::uuid
)
SELECT state, count(*), coalesce(sum(file_size), 0)::bigint
FROM staged_items
GROUP BY state;
