-- verify_rows: the artifacts to which rows are missing, with what there was to be and what there is: parts, bytes of text, and bytes of it that are in
-- parts; extractions; whether there are keyphrases of which there are no tags; and whether there is no source. Called by `verify`: each table is read once.
SELECT
    artifact.id, artifact.user_id, coalesce(artifact.part_count, 0), coalesce(part.n, 0), coalesce(octet_length(artifact.content_text), 0),
    coalesce(part.bytes, 0), coalesce(artifact.extraction_count, 0), coalesce(found.n, 0),
    artifact.extractor IS NOT NULL AND found.has_metadata IS NOT TRUE, coalesce(found.has_keyphrases, false) AND tagged.artifact_id IS NULL, known.artifact_id IS NULL
FROM artifacts AS artifact
LEFT JOIN (
    SELECT artifact_id, count(*) AS n, sum(byte_count) FILTER (WHERE zone = 'body') AS bytes FROM artifact_parts GROUP BY artifact_id
) AS part ON part.artifact_id = artifact.id
LEFT JOIN (
    SELECT
        artifact_id, count(*) AS n, bool_or(extraction_type = 'metadata') AS has_metadata,
        bool_or(extraction_type = 'keyphrases') AS has_keyphrases
    FROM content_extractions
    GROUP BY artifact_id
) AS found ON found.artifact_id = artifact.id
LEFT JOIN (SELECT DISTINCT artifact_id FROM metadata_tags) AS tagged ON tagged.artifact_id = artifact.id
LEFT JOIN (SELECT DISTINCT artifact_id FROM artifact_sources) AS known ON known.artifact_id = artifact.id
WHERE known.artifact_id IS NULL
OR artifact.part_count <> coalesce(part.n, 0)
OR coalesce(octet_length(artifact.content_text), 0) <> coalesce(part.bytes, 0)
OR artifact.extraction_count <> coalesce(found.n, 0)
OR artifact.extractor IS NOT NULL AND found.has_metadata IS NOT TRUE
OR found.has_keyphrases AND tagged.artifact_id IS NULL
ORDER BY artifact.id;
