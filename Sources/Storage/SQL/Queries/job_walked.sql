-- job_walked: all work of job $1 is queued.
UPDATE scraping_jobs SET walked_at = now() AT TIME ZONE 'utc' WHERE id = $1::uuid;
