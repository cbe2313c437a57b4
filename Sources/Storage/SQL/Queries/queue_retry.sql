-- queue_retry: worker $1 could not do the source $3, or the artifact $4, of job $2, for the reason $5 and $6, which may pass: it is ready again in
-- $7 seconds, twice that for each time it was begun before, unless it was begun $8 times. Gives whether it will be; nothing where the
-- worker's lease is over.
WITH mine AS (
    SELECT item_key, attempt FROM job_queue
    WHERE job_id = $2::uuid AND item_key = coalesce(source_key($3), uuid_send($4::uuid)) AND leased_by = $1::uuid
    FOR UPDATE
),
put_off AS (
    UPDATE job_queue AS item
    SET
        ready_at = now() + make_interval(secs => $7::float8 * power(2, item.attempt - 1)), leased_by = NULL,
        problem_code = $5, problem_message = $6
    FROM mine
    WHERE item.job_id = $2::uuid AND item.item_key = mine.item_key AND mine.attempt < $8::integer
)
SELECT attempt < $8::integer FROM mine;
