-- pages_count: how many pages job $1 came across. Called when it ends. Served by job_pages_pkey.
SELECT count(*) FROM job_pages WHERE job_id = $1::uuid;
