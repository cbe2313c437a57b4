-- job_expand: the words that job $1 looks for beside its keywords.
UPDATE scraping_jobs SET expanded_keywords = $2::text[] WHERE id = $1::uuid;
