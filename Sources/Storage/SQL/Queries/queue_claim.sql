-- queue_claim: leases up to $3 items of job $1 that are ready to worker $2 for $4 seconds: half of them such as were begun before, as far as
-- there are any, so that neither new nor retried work waits for the other. Nothing of a job that has ended: what it left stays queued.
-- Served by idx_job_queue_begun and idx_job_queue_new, from their front: as fast with a million items as with ten.
WITH open AS (
    SELECT FROM scraping_jobs WHERE id = $1::uuid AND status IN ('pending', 'running')
),
begun AS (
    SELECT item_key FROM job_queue
    WHERE job_id = $1::uuid AND attempt > 0 AND ready_at <= now() AND EXISTS (SELECT FROM open)
    ORDER BY ready_at, id
    LIMIT ($3::bigint + 1) / 2
    FOR UPDATE SKIP LOCKED
),
new AS (
    SELECT item_key FROM job_queue
    WHERE job_id = $1::uuid AND attempt = 0 AND ready_at <= now() AND EXISTS (SELECT FROM open)
    ORDER BY ready_at, id
    LIMIT $3::bigint - (SELECT count(*) FROM begun)
    FOR UPDATE SKIP LOCKED
),
-- What the tables' statistics say of a queue is always out of date: each item is one probe of the primary key.
claimed AS (
    UPDATE job_queue AS item
    SET attempt = attempt + 1, leased_by = $2::uuid, ready_at = now() + make_interval(secs => $4::float8)
    WHERE item.job_id = $1::uuid
    AND item.item_key = ANY (ARRAY(SELECT item_key FROM begun UNION ALL SELECT item_key FROM new))
    RETURNING item.id, item.source_url, item.artifact_id, item.attempt, item.problem_code, item.problem_message
)
SELECT source_url, artifact_id, attempt, problem_code, problem_message FROM claimed ORDER BY id;
