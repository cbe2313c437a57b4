-- job_stored: what job $1 was asked to do, and whether all its work is known.
SELECT job_type, title, keywords, roots, pipeline, walked_at IS NOT NULL FROM scraping_jobs WHERE id = $1::uuid;
