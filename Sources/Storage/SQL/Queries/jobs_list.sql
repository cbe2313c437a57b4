-- jobs_list: the newest $2 jobs of user $1 (or only job $3), with the items that are still queued. A job whose process is gone, be it in the midst of
-- its walk or later, has died unless a worker goes on with it: one that has items of it in hand, or had a moment ago. (Leases under the job's own
-- id are those of the process that holds its lock.)
-- A file is unchanged or skipped by its looks, which is only counted on the job, or by its content, and then it has a row.
SELECT
    job.id, job.job_type, job.title, job.status::text,
    job.status IN ('pending', 'running') AND NOT is_job_held(job.id)
    AND (
        job.walked_at IS NULL
        OR job.status = 'running' AND coalesce(job.served_at < now() AT TIME ZONE 'utc' - interval '5 seconds', true)
    )
    AND NOT EXISTS (
        SELECT FROM job_queue AS item
        WHERE item.job_id = job.id AND item.leased_by <> job.id AND item.ready_at > now()
    ) AS died,
    job.progress, job.total_items, job.processed_items, job.failed_items,
    job.unchanged_items + found.unchanged, job.skipped_items + found.skipped,
    job.error_message, to_char(job.started_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    to_char(job.completed_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), job.keywords, job.roots,
    (SELECT count(*) FROM job_queue AS item WHERE item.job_id = job.id)
FROM scraping_jobs AS job
CROSS JOIN LATERAL (
    SELECT
        count(*) FILTER (WHERE item.state = 'unchanged') AS unchanged,
        count(*) FILTER (WHERE item.state = 'skipped') AS skipped
    FROM job_items AS item
    WHERE item.job_id = job.id AND item.state IN ('unchanged', 'skipped')
) AS found
WHERE job.user_id = $1::uuid AND ($3::uuid IS NULL OR job.id = $3::uuid)
ORDER BY job.created_at DESC, job.id DESC
LIMIT $2::bigint;
