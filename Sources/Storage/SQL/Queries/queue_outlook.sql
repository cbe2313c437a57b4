-- queue_outlook: whether all work of job $1 is known, whether any is left, in how many seconds the next of it is ready, and the job's status.
-- min() is one step into idx_job_queue_new and idx_job_queue_begun, where EXISTS may read the table.
SELECT
    job.walked_at IS NOT NULL, next.ready_at IS NOT NULL, extract(epoch FROM next.ready_at - now())::float8, job.status::text
FROM scraping_jobs AS job
CROSS JOIN (
    SELECT least(
        (SELECT min(ready_at) FROM job_queue WHERE job_id = $1::uuid AND attempt = 0),
        (SELECT min(ready_at) FROM job_queue WHERE job_id = $1::uuid AND attempt > 0)
    ) AS ready_at
) AS next
WHERE job.id = $1::uuid;
