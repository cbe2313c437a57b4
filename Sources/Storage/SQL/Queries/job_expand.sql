-- job_expand: the words that job $1 looks for beside its keywords: $2, unless it is a job that goes on, which keeps those it began with.
UPDATE scraping_jobs SET expanded_keywords = coalesce(expanded_keywords, $2::text[]) WHERE id = $1::uuid
RETURNING expanded_keywords;
