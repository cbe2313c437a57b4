-- job_passed: how many files the walk of job $1 passed by as unchanged, and how many it skipped: what job_progress goes on counting from.
SELECT unchanged_items, skipped_items FROM scraping_jobs WHERE id = $1::uuid;
