-- artifacts_by_source: the artifacts that user $1 found at the path $2, at one that begins with $3, or inside the container at $2.
SELECT DISTINCT artifact_id
FROM artifact_sources
WHERE user_id = $1::uuid AND artifact_id IS NOT NULL AND (source_url = $2 OR starts_with(source_url, $3) OR starts_with(source_url, $2 || '!/'));
