-- job_hand_over: artifacts of job $1, of user $2, that another ingest found, too, become that one's: the newest that has them in its ledger, or, where they
-- were unchanged, whose walk passed by one of their current paths.
UPDATE artifacts AS artifact
SET job_id = heir.job_id
FROM (
    SELECT
        mine.id,
        coalesce(
            (
                SELECT other.id
                FROM job_items AS item
                JOIN scraping_jobs AS other ON other.id = item.job_id AND other.job_type = 'ingest'
                WHERE item.artifact_id = mine.id AND item.job_id <> $1::uuid AND item.state <> 'gone'
                ORDER BY other.created_at DESC, other.id DESC
                LIMIT 1
            ),
            (
                SELECT other.id
                FROM artifact_sources AS source
                JOIN scraping_jobs AS other
                    ON other.user_id = $2::uuid AND other.id <> $1::uuid AND other.job_type = 'ingest'
                    AND other.status = 'completed' AND other.completed_at >= source.created_at
                CROSS JOIN unnest(other.roots) AS root (url)
                WHERE source.artifact_id = mine.id AND source.is_current AND source.state <> 'gone'
                AND (source.source_url = root.url OR starts_with(source.source_url, rtrim(root.url, '/') || '/'))
                ORDER BY other.created_at DESC, other.id DESC
                LIMIT 1
            )
        ) AS job_id
    FROM artifacts AS mine
    WHERE mine.job_id = $1::uuid AND mine.user_id = $2::uuid
) AS heir
WHERE artifact.id = heir.id AND heir.job_id IS NOT NULL;
