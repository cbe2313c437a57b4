-- Back to bands in the sketch's own row. They are made with the document's next entry in the index.
DROP FUNCTION time_ordered_uuid();
DROP FUNCTION near_candidates(integer[], integer[]);
DROP FUNCTION keep_bands(uuid[], text[]);
DROP TRIGGER changed_text_bands ON text_sketches;
DROP TRIGGER deleted_text_bands ON text_sketches;
DROP FUNCTION drop_text_bands();
DROP TABLE text_bands;
DROP INDEX idx_text_sketches_waiting;
DELETE FROM text_sketches;
ALTER TABLE text_sketches RESET (toast_tuple_target);
ALTER TABLE text_sketches
    DROP COLUMN text_id,
    DROP COLUMN bands,
    ADD COLUMN bands bigint[] NOT NULL,
    ADD COLUMN is_compared boolean NOT NULL DEFAULT false;
CREATE INDEX idx_text_sketches_bands ON text_sketches USING gin (bands) WITH (fastupdate = off);
CREATE INDEX idx_text_sketches_waiting ON text_sketches (user_id, artifact_id) WHERE NOT is_compared;
UPDATE artifacts SET near_group = NULL WHERE near_group IS NOT NULL;

-- The acting user's documents that have one of `wanted` among their bands: of each band 256, and of those the 48 that have most
-- bands in common with the one that asks. SECURITY DEFINER, because under row-level security @> may not use the index: it is not leakproof. So the function applies the
-- policy's own condition.
CREATE FUNCTION near_candidates(places integer[], wanted bigint[])
RETURNS TABLE (place integer, artifact_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    SELECT ranked.place, ranked.artifact_id
    FROM (
        SELECT asked.place, found.artifact_id,
            row_number() OVER (PARTITION BY asked.place ORDER BY count(*) DESC, found.artifact_id) AS n
        FROM unnest(places, wanted) AS asked (place, band)
        CROSS JOIN LATERAL (
            SELECT stored.artifact_id
            FROM text_sketches AS stored
            WHERE stored.bands @> ARRAY[asked.band] AND stored.user_id = acting_user_id() AND stored.is_compared
            LIMIT 256
        ) AS found
        GROUP BY asked.place, found.artifact_id
    ) AS ranked
    WHERE ranked.n <= 48
$$;

INSERT INTO index_pending (artifact_id, user_id)
SELECT id, user_id FROM artifacts WHERE content_text IS NOT NULL
ON CONFLICT (artifact_id) DO NOTHING;
