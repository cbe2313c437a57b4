-- queue_retry: worker $1 could not do the source $3, or the artifact $4, of job $2, for the reason $5 and $6, which may pass: it is ready again in
-- $7 seconds, twice that for each time it was begun before, unless it was begun $8 times. Gives whether it will be.
UPDATE job_queue
SET
    ready_at = now() + make_interval(secs => $7::float8 * power(2, attempt - 1)), leased_by = NULL,
    problem_code = $5, problem_message = $6
WHERE job_id = $2::uuid AND item_key = coalesce(source_key($3), uuid_send($4::uuid)) AND leased_by = $1::uuid
AND attempt < $8::integer
RETURNING true;
