-- near_waiting: up to $2 documents of user $1 that were not compared with others yet, in the order in which they came. With whether
-- each is somewhere still: a former version is not.
-- Served by idx_text_sketches_waiting in that order: sorted otherwise, each step would look at all that wait.
SELECT
    stored.artifact_id, stored.sketch,
    EXISTS (
        SELECT FROM artifact_sources AS source
        WHERE source.artifact_id = stored.artifact_id AND source.is_current AND source.state <> 'gone'
    )
FROM text_sketches AS stored
WHERE stored.user_id = $1::uuid AND stored.bands IS NULL
ORDER BY stored.user_id, stored.text_id
LIMIT $2;
