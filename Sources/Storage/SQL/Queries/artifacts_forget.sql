-- artifacts_forget: deletes those of the artifacts $2 of user $1 that have no source left, or all of them if $3; all that hangs
-- on them goes with them. Gives the blobs that nobody refers to any more.
WITH deleted AS (
    DELETE FROM artifacts AS artifact
    WHERE artifact.user_id = $1::uuid AND artifact.id = ANY ($2::uuid[])
    AND ($3::boolean OR NOT EXISTS (SELECT FROM artifact_sources AS source WHERE source.artifact_id = artifact.id))
    RETURNING artifact.id, artifact.content_hash
)
SELECT
    deleted.content_hash,
    NOT EXISTS (
        SELECT FROM artifacts AS other
        WHERE other.content_hash = deleted.content_hash AND other.id <> deleted.id
    ) AS is_orphan
FROM deleted;
