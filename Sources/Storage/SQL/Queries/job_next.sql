-- job_next: the job, of the types $1, that a worker shall serve next, and whose it is; none where nothing is ready.
SELECT job_id, user_id FROM next_job($1::text[]);
