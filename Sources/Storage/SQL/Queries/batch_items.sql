-- batch_items: the batch leaves the queue of job $1 for its ledger: one row for every path it did something with, in the state it ended in.
-- A path may be met a second time; the later state is the true one. Except `unchanged` for the same artifact: then the earlier row is this
-- very batch's, committed although its answer was lost with the connection.
-- $2 lists the states that count as failed. Gives by how many the job's processed, failed and total items change: what was queued was part of
-- the total, what lies inside a container was not.
WITH former AS MATERIALIZED (
    SELECT
        item.source_key, earlier.state,
        item.state = 'unchanged' AND earlier.artifact_id IS NOT DISTINCT FROM item.artifact_id AS stays
    FROM staged_items AS item
    CROSS JOIN LATERAL (
        SELECT done.state, done.artifact_id FROM job_items AS done
        WHERE done.job_id = $1::uuid AND done.source_key = item.source_key
        LIMIT 1
    ) AS earlier
    WHERE earlier.state <> 'gone'
),
dequeued AS (
    DELETE FROM job_queue AS queued
    USING staged_items AS item
    WHERE queued.job_id = $1::uuid AND queued.item_key = item.source_key
    RETURNING queued.item_key, queued.attempt
),
written AS (
    INSERT INTO job_items (job_id, source_url, state, problem_code, problem_message, artifact_id, file_size, attempt)
    SELECT
        $1::uuid, item.source_url, item.state, item.problem_code, item.problem_message, item.artifact_id, item.file_size,
        greatest(dequeued.attempt, 1)
    FROM staged_items AS item
    LEFT JOIN dequeued ON dequeued.item_key = item.source_key
    ORDER BY item.source_key
    ON CONFLICT (job_id, source_key) DO UPDATE
    SET
        state = excluded.state, problem_code = excluded.problem_code, problem_message = excluded.problem_message,
        artifact_id = excluded.artifact_id, file_size = excluded.file_size, attempt = job_items.attempt + 1,
        finished_at = now() AT TIME ZONE 'utc'
    WHERE NOT (
        excluded.state = 'unchanged' AND job_items.artifact_id IS NOT DISTINCT FROM excluded.artifact_id
        AND job_items.state <> 'gone'
    )
),
ended AS (
    SELECT CASE WHEN former.stays THEN former.state ELSE item.state END = ANY ($2::text[]) AS is_failure
    FROM staged_items AS item
    LEFT JOIN former ON former.source_key = item.source_key
)
SELECT
    (SELECT count(*) FROM ended WHERE NOT is_failure) - (SELECT count(*) FROM former WHERE NOT state = ANY ($2::text[])),
    (SELECT count(*) FROM ended WHERE is_failure) - (SELECT count(*) FROM former WHERE state = ANY ($2::text[])),
    (SELECT count(*) FROM ended) - (SELECT count(*) FROM former) - (SELECT count(*) FROM dequeued);
