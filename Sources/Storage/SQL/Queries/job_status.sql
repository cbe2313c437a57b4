-- job_status: the status of job $1.
SELECT status::text FROM scraping_jobs WHERE id = $1::uuid;
