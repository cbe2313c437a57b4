-- job_progress: what the walk of job $1 has seen so far: $2 files in all, $3 unchanged, $4 skipped.
UPDATE scraping_jobs
SET
    total_items = $2::integer, unchanged_items = $3::integer, skipped_items = $4::integer,
    progress = least(99, 100 * (processed_items + failed_items + $3::integer + $4::integer) / greatest($2::integer, 1))
WHERE id = $1::uuid;
