-- pages_record: what the servers said of the pages $2 of user $1: where each was in the end ($3), and its validators $4 and $5 ('': none). Called behind
-- batch_sources, in its transaction. Served by artifact_sources_current_key.
INSERT INTO web_pages (source_id, user_id, final_url, entity_tag, last_modified)
SELECT source.id, $1::uuid, given.final_url, nullif(given.entity_tag, ''), nullif(given.last_modified, '')
FROM (
    SELECT source_key(said.source_url) AS source_key, said.final_url, said.entity_tag, said.last_modified
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS said (source_url, final_url, entity_tag, last_modified)
    OFFSET 0
) AS given
CROSS JOIN LATERAL (
    SELECT recorded.id FROM artifact_sources AS recorded
    WHERE recorded.user_id = $1::uuid AND recorded.source_key = given.source_key AND recorded.is_current
    LIMIT 1
) AS source
ON CONFLICT (source_id) DO UPDATE
SET
    final_url = excluded.final_url, entity_tag = excluded.entity_tag, last_modified = excluded.last_modified,
    checked_at = excluded.checked_at;
