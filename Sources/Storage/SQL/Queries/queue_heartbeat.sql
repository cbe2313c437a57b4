-- queue_heartbeat: extends all leases of worker $1 to $2 seconds from now. Those that are just being finished are locked, and need it no more.
WITH held AS (
    SELECT job_id, item_key FROM job_queue WHERE leased_by = $1::uuid FOR UPDATE SKIP LOCKED
)
UPDATE job_queue AS item
SET ready_at = now() + make_interval(secs => $2::float8)
FROM held
WHERE item.job_id = held.job_id AND item.item_key = held.item_key AND item.leased_by = $1::uuid;
