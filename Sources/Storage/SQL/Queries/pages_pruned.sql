-- pages_pruned: artifacts of user $1 of which every current source is gone, one of them a page that job $2 did not find any more.
-- Served by idx_job_items_job_id_state and idx_artifact_sources_artifact_id.
SELECT DISTINCT item.artifact_id
FROM job_items AS item
JOIN artifacts AS artifact ON artifact.id = item.artifact_id AND artifact.user_id = $1::uuid
WHERE item.job_id = $2::uuid AND item.state = 'gone' AND item.source_url LIKE 'http%'
AND NOT EXISTS (
    SELECT FROM artifact_sources AS source
    WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
);
