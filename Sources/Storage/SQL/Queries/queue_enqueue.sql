-- queue_enqueue: queues the sources $3, or the artifacts $4, for job $1 of user $2; what is queued already stays as it is. What the ledger says
-- of one from an earlier try is taken back with $6: it is open again; otherwise it stands, and the source is not queued. $5 lists the states that
-- count as failed. Gives how many were queued.
WITH queued AS (
    INSERT INTO job_queue (job_id, user_id, source_url, artifact_id)
    SELECT $1::uuid, $2::uuid, given.source_url, given.artifact_id
    FROM unnest($3::text[], $4::uuid[]) WITH ORDINALITY AS given (source_url, artifact_id, n)
    LEFT JOIN LATERAL (
        SELECT done.id FROM job_items AS done
        WHERE done.job_id = $1::uuid AND done.source_key = source_key(given.source_url) AND done.state <> 'gone'
        LIMIT 1
    ) AS ended ON NOT $6::boolean
    WHERE ended.id IS NULL
    ORDER BY given.n
    ON CONFLICT (job_id, item_key) DO NOTHING
    RETURNING item_key, artifact_id
),
earlier AS (
    SELECT item.id
    FROM queued
    CROSS JOIN LATERAL (
        SELECT done.id FROM job_items AS done
        WHERE done.job_id = $1::uuid AND done.source_key = queued.item_key AND queued.artifact_id IS NULL
        LIMIT 1
    ) AS item
    UNION ALL
    SELECT item.id
    FROM queued
    CROSS JOIN LATERAL (
        SELECT done.id FROM job_items AS done
        WHERE done.job_id = $1::uuid AND done.artifact_id = queued.artifact_id
        LIMIT 1
    ) AS item
),
reopened AS (
    DELETE FROM job_items WHERE id IN (SELECT id FROM earlier) AND state <> 'gone'
    RETURNING state = ANY ($5::text[]) AS is_failure
)
UPDATE scraping_jobs
SET
    total_items = total_items + (SELECT count(*) FROM queued) - (SELECT count(*) FROM reopened),
    processed_items = processed_items - (SELECT count(*) FROM reopened WHERE NOT is_failure),
    failed_items = failed_items - (SELECT count(*) FROM reopened WHERE is_failure)
WHERE id = $1::uuid
RETURNING (SELECT count(*) FROM queued);
