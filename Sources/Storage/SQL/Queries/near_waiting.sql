-- near_waiting: up to $2 documents of user $1 that were not compared with others yet, in the order in which they came. With whether
-- each is somewhere still: a former version is not.
-- Served by idx_text_sketches_waiting in that order: sorted otherwise, each step would look at all that wait. LATERAL with LIMIT, because
-- for EXISTS the planner reads all sources into a hash table.
SELECT
    stored.artifact_id, stored.sketch, place.id IS NOT NULL
FROM text_sketches AS stored
LEFT JOIN LATERAL (
    SELECT source.id FROM artifact_sources AS source
    WHERE source.artifact_id = stored.artifact_id AND source.is_current AND source.state <> 'gone'
    LIMIT 1
) AS place ON true
WHERE stored.user_id = $1::uuid AND stored.bands IS NULL
ORDER BY stored.user_id, stored.text_id
LIMIT $2;
