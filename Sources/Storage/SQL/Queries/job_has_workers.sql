-- job_has_workers: whether a lease of a worker on items of job $1 lasts. Those under the job's own id are the holder's of its lock.
SELECT EXISTS (
    SELECT FROM job_queue
    WHERE job_id = $1::uuid AND leased_by IS NOT NULL AND leased_by <> $1::uuid AND ready_at > now()
);
