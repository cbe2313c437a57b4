-- job_create: begins job $1 of user $2.
INSERT INTO scraping_jobs (id, user_id, job_type, keywords, title, status, started_at, pipeline, roots)
VALUES ($1::uuid, $2::uuid, $3, $4::text[], $5, 'running', now() AT TIME ZONE 'utc', $6, $7::text[]);
