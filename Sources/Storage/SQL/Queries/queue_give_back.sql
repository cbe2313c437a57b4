-- queue_give_back: ends the leases of worker $1 on items of job $2, which are ready again at once: as if it had not begun them, or, where it lost
-- them on the way ($3), with that attempt counted.
WITH held AS (
    SELECT job_id, item_key FROM job_queue WHERE leased_by = $1::uuid AND job_id = $2::uuid FOR UPDATE SKIP LOCKED
)
UPDATE job_queue AS item
SET ready_at = now(), leased_by = NULL, attempt = CASE WHEN $3::boolean THEN item.attempt ELSE item.attempt - 1 END
FROM held
WHERE item.job_id = held.job_id AND item.item_key = held.item_key;
