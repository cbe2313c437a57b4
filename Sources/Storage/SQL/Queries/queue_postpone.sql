-- queue_postpone: worker $1 shall not take the source $3 of job $2 for $4 seconds: it is as if it had not begun it. Served by job_queue_pkey.
UPDATE job_queue
SET ready_at = now() + make_interval(secs => $4::float8), leased_by = NULL, attempt = attempt - 1
WHERE job_id = $2::uuid AND item_key = source_key($3) AND leased_by = $1::uuid;
