-- artifacts_prunable: how many artifacts of user $1 a prune of the folders $2 (URLs, each with a slash at its end) would remove, if the sources $3 were gone,
-- too: what artifacts_gone would find then.
SELECT count(*)
FROM artifacts AS artifact
WHERE artifact.user_id = $1::uuid
AND EXISTS (
    SELECT FROM artifact_sources AS source
    JOIN unnest($2::text[]) AS folder (url) ON starts_with(source.source_url, folder.url)
    WHERE source.artifact_id = artifact.id AND (source.state = 'gone' OR source.id = ANY ($3::bigint[]))
)
AND NOT EXISTS (
    SELECT FROM artifact_sources AS source
    WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone' AND NOT source.id = ANY ($3::bigint[])
);
