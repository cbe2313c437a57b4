-- repair_exclusions: of the artifacts $1, those that a file has are found, and the others only among all versions. Called by `verify --repair`.
WITH place AS MATERIALIZED (
    SELECT
        artifact.doc_id, artifact.user_id, coalesce(artifact.is_public, false) AS is_public,
        EXISTS (
            SELECT FROM artifact_sources AS source
            WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
        ) AS is_here
    FROM artifacts AS artifact
    WHERE artifact.id = ANY ($1::uuid[])
),
found AS (
    DELETE FROM index_exclusions WHERE doc_id IN (SELECT doc_id FROM place WHERE is_here)
)
INSERT INTO index_exclusions (doc_id, user_id, is_public, is_deleted)
SELECT doc_id, user_id, is_public, false FROM place WHERE NOT is_here
ON CONFLICT (doc_id) DO UPDATE SET is_deleted = false;
