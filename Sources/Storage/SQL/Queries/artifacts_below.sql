-- artifacts_below: the artifacts that user $1 found at places that begin with one of $2.
SELECT DISTINCT source.artifact_id
FROM artifact_sources AS source
JOIN unnest($2::text[]) AS place (url) ON starts_with(source.source_url, place.url)
WHERE source.user_id = $1::uuid AND source.artifact_id IS NOT NULL;
