-- batch_items: the ledger of job $1: one row for every path it did something with, in the state it ended in.
-- A resumed job may meet a path a second time; the later state is the true one. Except `unchanged` for the same artifact: then
-- the earlier row is this very batch's, committed although its answer was lost with the connection.
INSERT INTO job_items (job_id, source_url, state, problem_code, problem_message, artifact_id, file_size)
SELECT
    $1::uuid, item.source_url, item.state, item.problem_code, item.problem_message, item.artifact_id, item.file_size
FROM staged_items AS item
ORDER BY item.source_key
ON CONFLICT (job_id, source_key) DO UPDATE
SET
    state = excluded.state, problem_code = excluded.problem_code, problem_message = excluded.problem_message,
    artifact_id = excluded.artifact_id, file_size = excluded.file_size, attempt = job_items.attempt + 1,
    finished_at = now() AT TIME ZONE 'utc'
WHERE NOT (excluded.state = 'unchanged' AND job_items.artifact_id = excluded.artifact_id);
