-- job_keywords: the keywords of job $1.
SELECT keywords FROM scraping_jobs WHERE id = $1::uuid;
