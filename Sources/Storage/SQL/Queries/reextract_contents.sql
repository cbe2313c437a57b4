-- reextract_contents: what the artifacts $1 consist of, and where they are called from: the first of their places that is one still, else where they were
-- found once; whether they are still at one; and what a server said of them.
SELECT
    artifact.id, artifact.content_hash, coalesce(artifact.file_size, 0), coalesce(place.source_url, artifact.source_url, 'artifact:' || artifact.id),
    coalesce(place.modified_ns, 0), coalesce(artifact.keywords, '{}'), artifact.job_id,
    place.source_url IS NOT NULL,
    retrieval.data ->> 'url', retrieval.data ->> 'content_type', retrieval.data ->> 'charset'
FROM artifacts AS artifact
LEFT JOIN LATERAL (
    SELECT source.source_url, source.modified_ns FROM artifact_sources AS source
    WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
    ORDER BY source.id
    LIMIT 1
) AS place ON true
LEFT JOIN LATERAL (
    SELECT found.extracted_data AS data
    FROM (SELECT * FROM content_extractions WHERE artifact_id = artifact.id OFFSET 0) AS found
    WHERE found.extraction_type = 'retrieval'
    LIMIT 1
) AS retrieval ON true
WHERE artifact.id = ANY ($1::uuid[])
ORDER BY artifact.id;
