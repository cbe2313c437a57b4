-- job_create: begins job $1 of user $2, or ($8) leaves it to workers to begin.
INSERT INTO scraping_jobs (id, user_id, job_type, keywords, title, status, started_at, pipeline, roots)
VALUES (
    $1::uuid, $2::uuid, $3, $4::text[], $5, CASE WHEN $8::boolean THEN 'pending' ELSE 'running' END::job_status,
    CASE WHEN $8::boolean THEN NULL ELSE now() AT TIME ZONE 'utc' END, $6, $7::text[]
);
