-- pages_links: the pages of the batch of job $1 that fewer than $2 links lead to, and what they link to; called behind batch_items, in its
-- transaction. Served by job_pages_pkey and idx_content_extractions_artifact_id.
SELECT
    item.source_url, coalesce(found.depth, 0), stated.data #>> '{properties,base}', stated.data #>> '{properties,robots}',
    ARRAY(SELECT link ->> 'target' FROM jsonb_array_elements(links.data -> 'links') AS link)
FROM staged_items AS item
LEFT JOIN LATERAL (
    SELECT listed.depth FROM job_pages AS listed
    WHERE listed.job_id = $1::uuid AND listed.source_key = item.source_key
    LIMIT 1
) AS found ON true
CROSS JOIN LATERAL (
    SELECT extraction.extracted_data AS data FROM content_extractions AS extraction
    WHERE extraction.artifact_id = item.artifact_id AND extraction.extraction_type = 'links'
    LIMIT 1
) AS links
LEFT JOIN LATERAL (
    SELECT extraction.extracted_data AS data FROM content_extractions AS extraction
    WHERE extraction.artifact_id = item.artifact_id AND extraction.extraction_type = 'metadata'
    LIMIT 1
) AS stated ON true
WHERE item.artifact_id IS NOT NULL AND coalesce(found.depth, 0) < $2::integer
AND item.source_url LIKE 'http%' AND position('!/' IN item.source_url) = 0;
