-- sources_gone: marks the sources $2 as gone and says so in the ledger of job $1.
WITH gone AS (
    UPDATE artifact_sources SET state = 'gone', last_job = $1::uuid
    WHERE id = ANY ($2::bigint[])
    RETURNING source_url, artifact_id, file_size
)
INSERT INTO job_items (job_id, source_url, state, artifact_id, file_size)
SELECT $1::uuid, source_url, 'gone', artifact_id, file_size FROM gone
ON CONFLICT (job_id, source_key) DO UPDATE
SET state = 'gone', artifact_id = excluded.artifact_id, finished_at = now() AT TIME ZONE 'utc';
