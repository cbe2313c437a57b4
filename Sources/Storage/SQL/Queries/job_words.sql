-- job_words: the keywords of job $1, and the words that they were expanded to.
SELECT keywords, coalesce(expanded_keywords, '{}') FROM scraping_jobs WHERE id = $1::uuid;
