-- job_ledger: how many files job $1 left in which state: rows of the ledger, and the two states that are counts on the job.
SELECT state, count(*), coalesce(sum(file_size), 0)::bigint
FROM job_items
WHERE job_id = $1::uuid
GROUP BY state
UNION ALL
SELECT 'unchanged', unchanged_items, 0 FROM scraping_jobs WHERE id = $1::uuid AND unchanged_items > 0
UNION ALL
SELECT 'skipped', skipped_items, 0 FROM scraping_jobs WHERE id = $1::uuid AND skipped_items > 0;
