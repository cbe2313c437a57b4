-- job_progress: what the walk of job $1 has passed by so far: $2 files unchanged, $3 skipped. Gives the job's status, which somebody may have changed.
UPDATE scraping_jobs
SET
    total_items = total_items + $2::integer - unchanged_items + $3::integer - skipped_items,
    processed_items = processed_items + $2::integer - unchanged_items + $3::integer - skipped_items,
    unchanged_items = $2::integer, skipped_items = $3::integer
WHERE id = $1::uuid
RETURNING status::text;
