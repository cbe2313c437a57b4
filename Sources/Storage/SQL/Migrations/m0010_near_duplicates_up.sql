-- Which documents are nearly the same: a sketch of each text, found by its bands, and the group that came of it.

-- Numbers groups of documents that are nearly the same; NULL for a document that resembles no other. In place of a fingerprint that search
-- compared hit by hit.
ALTER TABLE artifacts DROP COLUMN text_fingerprint;
ALTER TABLE artifacts ADD COLUMN near_group bigint;
CREATE INDEX idx_artifacts_near_group ON artifacts (user_id, near_group) WHERE near_group IS NOT NULL;
CREATE SEQUENCE near_group_number;

CREATE TABLE text_sketches (
    artifact_id uuid PRIMARY KEY REFERENCES artifacts (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    sketch bytea NOT NULL, -- up to 256 hashes of shingles, 4 bytes each, little-endian, ascending
    bands bigint[] NOT NULL, -- texts that are nearly the same have one of them in common
    leader_id uuid, -- the first document of its group
    is_compared boolean NOT NULL DEFAULT false,
    CONSTRAINT text_sketches_sketch_check CHECK (octet_length(sketch) BETWEEN 4 AND 1024)
);
ALTER TABLE text_sketches ALTER COLUMN sketch SET STORAGE EXTERNAL;
-- Without a pending list: each document is looked up by its bands soon after it came.
CREATE INDEX idx_text_sketches_bands ON text_sketches USING gin (bands) WITH (fastupdate = off);
CREATE INDEX idx_text_sketches_waiting ON text_sketches (user_id, artifact_id) WHERE NOT is_compared;

ALTER TABLE text_sketches ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON text_sketches USING (user_id = (SELECT acting_user_id()));

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

-- Documents that are there already get their sketches as their entries in the index are made anew.
INSERT INTO index_pending (artifact_id, user_id)
SELECT id, user_id FROM artifacts WHERE content_text IS NOT NULL
ON CONFLICT (artifact_id) DO NOTHING;
