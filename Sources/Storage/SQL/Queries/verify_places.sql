-- verify_places: where the content of digest $1 was found, current places first. Called by `verify --repair`. Served by
-- idx_artifacts_content_hash and idx_artifact_sources_artifact_id.
SELECT source.source_url
FROM artifacts AS artifact
JOIN artifact_sources AS source ON source.artifact_id = artifact.id
WHERE artifact.content_hash = $1::text
ORDER BY source.is_current DESC, source.id DESC
LIMIT 100;
