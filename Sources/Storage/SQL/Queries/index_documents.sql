-- index_documents: what is indexed of the artifacts $1 besides their text, by their number. Places are those where the document is now, or
-- for a former version those where it was. OFFSET 0, because without statistics a plan looks up the rows of a type as well, for each document
-- (2.4 ms of 100,000).
SELECT
    artifact.id, artifact.doc_id, coalesce(artifact.is_public, false), artifact.artifact_type::text,
    coalesce(artifact.mime_type, ''), artifact.language, coalesce(artifact.title, ''), coalesce(artifact.tags, '{}'),
    coalesce(artifact.keywords, '{}'), tag.keys, tag.vals,
    coalesce(place.source_urls, array_remove(ARRAY[artifact.source_url], NULL)), coalesce(place.modified_ns, 0),
    ARRAY(
        SELECT heading.value
        FROM (
            SELECT stored.extracted_data -> 'headings' AS headings
            FROM (SELECT * FROM content_extractions WHERE artifact_id = artifact.id OFFSET 0) AS stored
            WHERE stored.extraction_type = 'metadata'
            ORDER BY stored.created_at DESC, stored.id
            LIMIT 1
        ) AS newest
        CROSS JOIN LATERAL jsonb_array_elements_text(newest.headings) WITH ORDINALITY AS heading (value, n)
        ORDER BY heading.n
    )
FROM artifacts AS artifact
CROSS JOIN LATERAL (
    SELECT
        coalesce(array_agg(stored.tag_key ORDER BY stored.id), '{}') AS keys,
        coalesce(array_agg(coalesce(stored.tag_value, '') ORDER BY stored.id), '{}') AS vals
    FROM metadata_tags AS stored
    WHERE stored.artifact_id = artifact.id AND stored.tag_type <> 'keyphrase'
) AS tag
CROSS JOIN LATERAL (
    SELECT array_agg(known.source_url ORDER BY known.id) AS source_urls, max(known.modified_ns) AS modified_ns
    FROM (
        SELECT
            source.id, source.source_url, source.modified_ns,
            source.is_current AND source.state <> 'gone' AS is_here,
            bool_or(source.is_current AND source.state <> 'gone') OVER () AS is_anywhere
        FROM artifact_sources AS source
        WHERE source.artifact_id = artifact.id
    ) AS known
    WHERE known.is_here = known.is_anywhere
) AS place
WHERE artifact.id = ANY ($1::uuid[])
ORDER BY artifact.doc_id;
