-- artifacts_gone: artifacts of user $1 of which every current source is gone, at least one of them below a folder of $2 (URLs, each
-- with a slash at its end), as a job's prune finds them.
SELECT artifact.id
FROM artifacts AS artifact
WHERE artifact.user_id = $1::uuid
AND EXISTS (
    SELECT FROM artifact_sources AS source
    JOIN unnest($2::text[]) AS folder (url) ON starts_with(source.source_url, folder.url)
    WHERE source.artifact_id = artifact.id AND source.state = 'gone'
)
AND NOT EXISTS (
    SELECT FROM artifact_sources AS source
    WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
);
