-- queue_finish_artifacts: the artifacts $2 of job $1 are done with, in the states $3, with the codes $4 and messages $5 of their problems ('' for none): they leave the
-- queue for the ledger. One that is not queued any more was finished by somebody else, and is left alone. $6 lists the states that count as failed.
-- An older version of a path stands in the ledger beside the current one, so its name says which version it is.
-- Gives the artifacts that were finished.
WITH dequeued AS (
    DELETE FROM job_queue AS item
    USING unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS ended (artifact_id, state, problem_code, problem_message)
    WHERE item.job_id = $1::uuid AND item.item_key = uuid_send(ended.artifact_id)
    RETURNING
        item.artifact_id, item.attempt, ended.state, nullif(ended.problem_code, '') AS problem_code,
        nullif(ended.problem_message, '') AS problem_message
),
named AS MATERIALIZED (
    SELECT
        artifact.source_url || CASE
            WHEN EXISTS (
                SELECT FROM artifact_sources AS source
                WHERE source.artifact_id = artifact.id AND source.is_current AND source.source_url = artifact.source_url
            ) THEN '' ELSE '#' || artifact.id
        END AS source_url,
        dequeued.state, dequeued.problem_code, dequeued.problem_message, artifact.id, artifact.file_size, dequeued.attempt
    FROM dequeued
    JOIN artifacts AS artifact ON artifact.id = dequeued.artifact_id
),
-- What lies inside a container that is extracted again as well may have its line already, and was counted with it.
former AS (
    SELECT earlier.state
    FROM named
    CROSS JOIN LATERAL (
        SELECT done.state FROM job_items AS done
        WHERE done.job_id = $1::uuid AND done.source_key = source_key(named.source_url)
        LIMIT 1
    ) AS earlier
    WHERE earlier.state <> 'gone'
),
written AS (
    INSERT INTO job_items (
        job_id, source_url, state, problem_code, problem_message, artifact_id, file_size, attempt
    )
    SELECT $1::uuid, source_url, state, problem_code, problem_message, id, file_size, greatest(attempt, 1)
    FROM named
    ON CONFLICT (job_id, source_key) DO UPDATE
    SET
        state = excluded.state, problem_code = excluded.problem_code, problem_message = excluded.problem_message,
        artifact_id = excluded.artifact_id, file_size = excluded.file_size, attempt = excluded.attempt,
        finished_at = now() AT TIME ZONE 'utc'
),
counted AS (
    UPDATE scraping_jobs
    SET
        processed_items = processed_items + (SELECT count(*) FROM dequeued WHERE NOT state = ANY ($6::text[]))
            - (SELECT count(*) FROM former WHERE NOT state = ANY ($6::text[])),
        failed_items = failed_items + (SELECT count(*) FROM dequeued WHERE state = ANY ($6::text[]))
            - (SELECT count(*) FROM former WHERE state = ANY ($6::text[])),
        total_items = total_items - (SELECT count(*) FROM former)
    WHERE id = $1::uuid
)
SELECT artifact_id FROM dequeued;
