-- The bands of sketches in a table of their own, found by a B-tree that ends a look at so many texts: a band that pages of one
-- template share is in thousands of them, and GIN read its whole list each time (8,000 HTML pages: 6.3 s for all looks, now 1.9).
-- What was compared before was compared by bands that told too little: all of it waits again.

DROP FUNCTION near_candidates(integer[], bigint[]);
DROP INDEX idx_text_sketches_bands;
DROP INDEX idx_text_sketches_waiting;
ALTER TABLE text_sketches
    DROP COLUMN bands,
    DROP COLUMN is_compared,
    ADD COLUMN text_id integer GENERATED ALWAYS AS IDENTITY, -- in the order in which they came
    ADD COLUMN bands integer[]; -- texts that are nearly the same have one of them in common; NULL for one that was not compared yet
-- The sketch stays where it is when its row changes.
ALTER TABLE text_sketches SET (toast_tuple_target = 128);
ALTER TABLE text_sketches ADD CONSTRAINT text_sketches_text_id_key UNIQUE (text_id);
CREATE INDEX idx_text_sketches_waiting ON text_sketches (user_id, text_id) WHERE bands IS NULL;
UPDATE text_sketches SET leader_id = NULL WHERE leader_id IS NOT NULL;
UPDATE artifacts SET near_group = NULL WHERE near_group IS NOT NULL;

-- What text_sketches.bands says, turned round. Written and read by the functions below alone, so nobody is granted anything; the
-- owner is mixed into the band, because of each band only the first texts are looked at.
CREATE TABLE text_bands (
    band integer NOT NULL,
    text_id integer NOT NULL,
    CONSTRAINT text_bands_pkey PRIMARY KEY (band, text_id)
);
REVOKE ALL ON text_bands FROM stratlogic;
ALTER TABLE text_bands ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION drop_text_bands() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM text_bands
    WHERE text_id = OLD.text_id AND band IN (SELECT given # uuid_hash(OLD.user_id) FROM unnest(OLD.bands) AS given);
    RETURN NULL;
END
$$;
CREATE TRIGGER changed_text_bands AFTER UPDATE OF bands ON text_sketches
FOR EACH ROW WHEN (OLD.bands IS NOT NULL) EXECUTE FUNCTION drop_text_bands();
CREATE TRIGGER deleted_text_bands AFTER DELETE ON text_sketches
FOR EACH ROW WHEN (OLD.bands IS NOT NULL) EXECUTE FUNCTION drop_text_bands();

-- Gives waiting texts of the acting user their bands (array literals), by which others find them from now on.
CREATE FUNCTION keep_bands(artifacts uuid[], given_bands text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    WITH compared AS (
        UPDATE text_sketches AS stored SET bands = given.bands::integer[]
        FROM unnest(artifacts, given_bands) AS given (artifact_id, bands)
        WHERE stored.artifact_id = given.artifact_id AND stored.user_id = acting_user_id() AND stored.bands IS NULL
        RETURNING stored.text_id, stored.user_id, stored.bands
    )
    INSERT INTO text_bands (band, text_id)
    SELECT DISTINCT band # uuid_hash(user_id), text_id FROM compared, unnest(bands) AS band;
$$;

-- The acting user's compared documents that have one of `wanted` among their bands: of each band the first 32, and of those the 16 that
-- have most bands in common with the one that asks.
CREATE FUNCTION near_candidates(places integer[], wanted integer[])
RETURNS TABLE (place integer, artifact_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    SELECT ranked.place, stored.artifact_id
    FROM (
        SELECT asked.place, found.text_id,
            row_number() OVER (PARTITION BY asked.place ORDER BY count(*) DESC, found.text_id) AS n
        FROM unnest(places, wanted) AS asked (place, band)
        CROSS JOIN LATERAL (
            SELECT listed.text_id
            FROM text_bands AS listed
            WHERE listed.band = asked.band # uuid_hash(acting_user_id())
            ORDER BY listed.text_id
            LIMIT 32
        ) AS found
        GROUP BY asked.place, found.text_id
    ) AS ranked
    JOIN text_sketches AS stored ON stored.text_id = ranked.text_id AND stored.user_id = acting_user_id()
    WHERE ranked.n <= 16
$$;

-- A UUID of version 7 (RFC 9562, section 5.7). Of random ones each lands on another page of a primary key: 400,000 tags took 8.6 s, and 5.7 so.
CREATE FUNCTION time_ordered_uuid() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE
    RETURN encode(
        set_bit(
            set_bit(
                overlay(
                    uuid_send(gen_random_uuid())
                    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6
                ), 52, 1
            ), 53, 1
        ), 'hex'
    )::uuid;
