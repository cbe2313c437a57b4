-- jobs_list: the newest $2 jobs of user $1 (or only job $3). A job that says it runs while nobody holds its lock has died.
-- A file is unchanged by its looks, which is only counted on the job, or by its content, and then it has a row.
SELECT
    job.id, job.job_type, job.title, job.status::text,
    job.status = 'running' AND NOT EXISTS (
        SELECT FROM pg_locks AS held
        WHERE held.locktype = 'advisory' AND held.objsubid = 1 AND held.granted
        AND (held.classid::bigint << 32) + held.objid::bigint = hashtextextended(job.id::text, 0)
    ) AS died,
    job.progress, job.total_items, job.processed_items, job.failed_items,
    job.unchanged_items + (
        SELECT count(*) FROM job_items AS item WHERE item.job_id = job.id AND item.state = 'unchanged'
    ),
    job.skipped_items,
    job.error_message, to_char(job.started_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    to_char(job.completed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), job.keywords, job.roots
FROM scraping_jobs AS job
WHERE job.user_id = $1::uuid AND ($3::uuid IS NULL OR job.id = $3::uuid)
ORDER BY job.created_at DESC, job.id DESC
LIMIT $2::bigint;
