-- pages_record: the validators $3 and $4 ('': none) that servers gave for the pages $2 of user $1. Called behind batch_sources, in its transaction.
-- Served by artifact_sources_current_key.
INSERT INTO web_pages (source_id, user_id, entity_tag, last_modified)
SELECT source.id, $1::uuid, nullif(given.entity_tag, ''), nullif(given.last_modified, '')
FROM (
    SELECT source_key(said.source_url) AS source_key, said.entity_tag, said.last_modified
    FROM unnest($2::text[], $3::text[], $4::text[]) AS said (source_url, entity_tag, last_modified)
    OFFSET 0
) AS given
CROSS JOIN LATERAL (
    SELECT recorded.id FROM artifact_sources AS recorded
    WHERE recorded.user_id = $1::uuid AND recorded.source_key = given.source_key AND recorded.is_current
    LIMIT 1
) AS source
ON CONFLICT (source_id) DO UPDATE
SET entity_tag = excluded.entity_tag, last_modified = excluded.last_modified;
