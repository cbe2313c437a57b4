-- reextract_contents: what the artifacts $1 consist of, and where they are called from: the first of their places that is one still, else where they were
-- found once; and whether they are still at one.
SELECT
    artifact.id, artifact.content_hash, coalesce(artifact.file_size, 0), coalesce(place.source_url, artifact.source_url, 'artifact:' || artifact.id),
    coalesce(place.modified_ns, 0), coalesce(artifact.keywords, '{}'), artifact.job_id,
    place.source_url IS NOT NULL
FROM artifacts AS artifact
LEFT JOIN LATERAL (
    SELECT source.source_url, source.modified_ns FROM artifact_sources AS source
    WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
    ORDER BY source.id
    LIMIT 1
) AS place ON true
WHERE artifact.id = ANY ($1::uuid[])
ORDER BY artifact.id;
