-- repair_sources: gives the artifacts $1, to which no source is left, those that the ledgers of ingests know, and the place where each was found first. Of a place
-- the newest version is current, if there is none that is. Sizes and times are not known: the next ingest reads the files. The documents are indexed
-- anew, and found again. Called by `verify --repair`. Gives the artifacts that have a source now.
WITH lost AS MATERIALIZED (
    SELECT artifact.id, artifact.doc_id, artifact.user_id, artifact.source_url, artifact.file_size, artifact.state, artifact.job_id, artifact.created_at
    FROM artifacts AS artifact
    WHERE artifact.id = ANY ($1::uuid[])
),
seen AS (
    SELECT lost.id AS artifact_id, lost.user_id, lost.file_size, item.source_url, item.state, item.job_id, item.finished_at
    FROM lost
    JOIN job_items AS item ON item.artifact_id = lost.id
    JOIN scraping_jobs AS job ON job.id = item.job_id AND job.job_type <> 'reextract'
    UNION ALL
    SELECT id, user_id, file_size, source_url, state, job_id, created_at FROM lost WHERE source_url IS NOT NULL
),
newest AS (
    SELECT DISTINCT ON (artifact_id, source_url) * FROM seen ORDER BY artifact_id, source_url, finished_at DESC
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY user_id, source_url ORDER BY finished_at DESC, artifact_id DESC) = 1 AS is_last
    FROM newest
),
restored AS (
    INSERT INTO artifact_sources (
        artifact_id, user_id, source_url, file_size, modified_ns, changed_ns, inode, looked_at_ns, state, is_current, first_seen_job, last_job
    )
    SELECT
        artifact_id, user_id, source_url, file_size, 0, 0, 0, 0, CASE WHEN state = 'unchanged' THEN 'stored' ELSE state END,
        is_last AND NOT EXISTS (
            SELECT FROM artifact_sources AS other
            WHERE other.user_id = placed.user_id AND other.source_key = source_key(placed.source_url) AND other.is_current
        ),
        job_id, job_id
    FROM placed
    RETURNING artifact_id, is_current AND state <> 'gone' AS is_here
),
waiting AS (
    INSERT INTO index_pending (artifact_id, user_id)
    SELECT id, user_id FROM lost
    ON CONFLICT (artifact_id) DO NOTHING
),
shown AS (
    DELETE FROM index_exclusions
    WHERE NOT is_deleted AND doc_id IN (SELECT lost.doc_id FROM lost JOIN restored ON restored.artifact_id = lost.id WHERE restored.is_here)
)
SELECT DISTINCT artifact_id FROM restored;
