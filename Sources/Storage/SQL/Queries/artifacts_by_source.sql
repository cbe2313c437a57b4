-- artifacts_by_source: the artifacts user $1 found at the paths $2 or, with a prefix $3 to $4, below it.
SELECT DISTINCT artifact_id
FROM artifact_sources
WHERE user_id = $1::uuid AND artifact_id IS NOT NULL
AND (source_url = $2 OR (source_url COLLATE "C" >= $3 AND source_url COLLATE "C" < $4));
