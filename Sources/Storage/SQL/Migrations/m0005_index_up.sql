-- The search index: immutable segments of posting lists, written in the transaction that stores the documents. In place of
-- tsvectors and their GIN index, because those cannot count and rank a common word's documents at once (27 to 985 ms for a word
-- in 50,000 of 300,000), and because @@ may not use an index under row-level security.

-- What the index calls a document. It gets a new number when its entry is made anew, so that segments never change.
CREATE SEQUENCE index_doc_id AS integer;
ALTER TABLE artifacts
    ADD COLUMN doc_id integer NOT NULL DEFAULT nextval('index_doc_id'),
    ADD COLUMN text_fingerprint bigint,
    ADD CONSTRAINT artifacts_doc_id_key UNIQUE (doc_id);
ALTER SEQUENCE index_doc_id OWNED BY artifacts.doc_id;

-- Parts say where the text of a page is, in bytes of its UTF-8 and in the index's positions. Not in characters: to find one, the
-- server has to count all before it (42 ms at the end of 3 MB of text; a byte, 10 ms).
DROP FUNCTION clean_pending_lexemes();
DROP FUNCTION matching_parts(text[]);
DELETE FROM artifact_parts WHERE part = 0;
DROP INDEX idx_artifact_parts_lexemes;
ALTER TABLE artifact_parts
    DROP COLUMN lexemes,
    DROP COLUMN language_config,
    ADD COLUMN first_position integer NOT NULL DEFAULT 0,
    ADD COLUMN start_byte integer NOT NULL DEFAULT 0,
    ADD COLUMN byte_count integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT artifact_parts_bytes_check CHECK (start_byte >= 0 AND byte_count >= 0);
UPDATE artifact_parts AS part
SET
    start_byte = octet_length(left(artifact.content_text, part.start_char)),
    byte_count = octet_length(substr(artifact.content_text, part.start_char + 1, part.char_count))
FROM artifacts AS artifact
WHERE artifact.id = part.artifact_id AND artifact.content_text IS NOT NULL;
ALTER TABLE artifact_parts
    DROP COLUMN start_char,
    DROP COLUMN char_count,
    ALTER COLUMN start_byte DROP DEFAULT,
    ALTER COLUMN byte_count DROP DEFAULT;

-- Read often, and from anywhere: lz4 unpacks a text in a third of the time. A server may be built without it.
DO $$
BEGIN
    ALTER TABLE artifacts ALTER COLUMN content_text SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END
$$;

-- A segment holds documents of one user, either public ones or not: so who may read it is one question.
CREATE TABLE index_segments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    is_public boolean NOT NULL,
    document_count integer NOT NULL,
    body_length bigint NOT NULL, -- words in the bodies: with document_count, the average length of BM25
    languages text[] NOT NULL, -- of the stems in its dictionary
    first_document integer NOT NULL,
    last_document integer NOT NULL,
    created_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    CONSTRAINT index_segments_counts_check CHECK (document_count > 0 AND body_length >= 0)
);
CREATE INDEX idx_index_segments_user_id ON index_segments (user_id);

-- Runs of dictionary entries with their posting lists (kind 0), and of words (kind 1), by the first key in each.
CREATE TABLE index_blocks (
    segment_id bigint NOT NULL REFERENCES index_segments (id) ON DELETE CASCADE,
    kind smallint NOT NULL,
    first_key bytea NOT NULL,
    payload bytea NOT NULL,
    CONSTRAINT index_blocks_pkey PRIMARY KEY (segment_id, kind, first_key),
    CONSTRAINT index_blocks_kind_check CHECK (kind IN (0, 1))
)
-- Merging leaves rows behind by the thousand: their room must be found again before the next merge.
WITH (toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200,
    autovacuum_vacuum_cost_delay = 0);

-- One value for each document of a segment.
CREATE TABLE index_columns (
    segment_id bigint NOT NULL REFERENCES index_segments (id) ON DELETE CASCADE,
    name text NOT NULL,
    payload bytea NOT NULL,
    CONSTRAINT index_columns_pkey PRIMARY KEY (segment_id, name)
)
WITH (toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200,
    autovacuum_vacuum_cost_delay = 0);

-- Posting lists do not compress, and are read in pieces of a page.
ALTER TABLE index_blocks ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE index_columns ALTER COLUMN payload SET STORAGE EXTERNAL;

-- Documents that are in a segment and must not be found: deleted ones (or indexed anew), and those whose every source has gone or
-- has other content now, which a search of all versions finds.
CREATE TABLE index_exclusions (
    doc_id integer PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    is_public boolean NOT NULL,
    is_deleted boolean NOT NULL
);
CREATE INDEX idx_index_exclusions_user_id ON index_exclusions (user_id);

-- Artifacts of which the index does not say what is true now.
CREATE TABLE index_pending (
    artifact_id uuid PRIMARY KEY REFERENCES artifacts (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX idx_index_pending_user_id ON index_pending (user_id);

INSERT INTO index_pending (artifact_id, user_id) SELECT id, user_id FROM artifacts;
INSERT INTO index_exclusions (doc_id, user_id, is_public, is_deleted)
SELECT artifact.doc_id, artifact.user_id, coalesce(artifact.is_public, false), false
FROM artifacts AS artifact
WHERE NOT EXISTS (
    SELECT FROM artifact_sources AS source
    WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
);

-- These run with the owner's rights: whoever changes a document, the index must know. What is queued already is updated, and so
-- locked: whoever makes entries anew leaves out a document whose change is not committed, instead of indexing it as it was.
CREATE FUNCTION index_note_changed_artifact() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO index_pending (artifact_id, user_id) VALUES (NEW.id, NEW.user_id)
    ON CONFLICT (artifact_id) DO UPDATE SET user_id = excluded.user_id;
    RETURN NULL;
END
$$;

-- A segment is read by its owner or by everybody, so a document that changes hands, or who may see it, is out of its segment at once.
CREATE FUNCTION index_renumber_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp AS $$
BEGIN
    NEW.doc_id := nextval('index_doc_id');
    RETURN NEW;
END
$$;

CREATE FUNCTION index_exclude_former_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO index_exclusions (doc_id, user_id, is_public, is_deleted)
        SELECT NEW.doc_id, NEW.user_id, coalesce(NEW.is_public, false), false
        FROM index_exclusions WHERE doc_id = OLD.doc_id AND NOT is_deleted;
    END IF;
    INSERT INTO index_exclusions (doc_id, user_id, is_public, is_deleted)
    VALUES (OLD.doc_id, OLD.user_id, coalesce(OLD.is_public, false), true)
    ON CONFLICT (doc_id) DO UPDATE SET is_deleted = true;
    RETURN NULL;
END
$$;

-- A document is former when no current source has its content. What its sources say of it, folders and times, is in the index too.
CREATE FUNCTION index_note_changed_sources() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp AS $$
DECLARE
    changed uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- The first source of a new document is in the segment that its batch writes.
        changed := ARRAY(
            SELECT DISTINCT latter.artifact_id FROM new_sources AS latter
            WHERE EXISTS (
                SELECT FROM artifact_sources AS other
                WHERE other.artifact_id = latter.artifact_id AND other.id <> latter.id
            )
        );
    ELSIF TG_OP = 'DELETE' THEN
        changed := ARRAY(SELECT DISTINCT former.artifact_id FROM old_sources AS former WHERE former.artifact_id IS NOT NULL);
    ELSE
        changed := ARRAY(
            SELECT DISTINCT touched.artifact_id
            FROM new_sources AS latter
            JOIN old_sources AS former ON former.id = latter.id
            CROSS JOIN LATERAL (VALUES (former.artifact_id), (latter.artifact_id)) AS touched (artifact_id)
            WHERE (former.artifact_id, former.is_current, former.state = 'gone', former.modified_ns, former.source_url)
            IS DISTINCT FROM (latter.artifact_id, latter.is_current, latter.state = 'gone', latter.modified_ns, latter.source_url)
            AND touched.artifact_id IS NOT NULL
        );
    END IF;
    IF cardinality(changed) = 0 THEN
        RETURN NULL;
    END IF;
    INSERT INTO index_pending (artifact_id, user_id)
    SELECT artifact.id, artifact.user_id FROM artifacts AS artifact
    WHERE artifact.id = ANY (changed)
    AND EXISTS (
        SELECT FROM artifact_sources AS source
        WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
    )
    ORDER BY artifact.id
    ON CONFLICT (artifact_id) DO UPDATE SET user_id = excluded.user_id;
    INSERT INTO index_exclusions (doc_id, user_id, is_public, is_deleted)
    SELECT artifact.doc_id, artifact.user_id, coalesce(artifact.is_public, false), false
    FROM artifacts AS artifact
    WHERE artifact.id = ANY (changed)
    AND NOT EXISTS (
        SELECT FROM artifact_sources AS source
        WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
    )
    ON CONFLICT DO NOTHING;
    DELETE FROM index_exclusions
    WHERE NOT is_deleted AND doc_id IN (
        SELECT artifact.doc_id FROM artifacts AS artifact
        WHERE artifact.id = ANY (changed)
        AND EXISTS (
            SELECT FROM artifact_sources AS source
            WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
        )
    );
    RETURN NULL;
END
$$;

CREATE TRIGGER index_changed_artifact
    AFTER UPDATE OF user_id, title, description, keywords, tags, artifact_type, mime_type, language, content_text, is_public
    ON artifacts
    FOR EACH ROW
    WHEN (
        (OLD.user_id, OLD.title, OLD.description, OLD.keywords, OLD.tags, OLD.artifact_type, OLD.mime_type, OLD.language, OLD.is_public)
        IS DISTINCT FROM
        (NEW.user_id, NEW.title, NEW.description, NEW.keywords, NEW.tags, NEW.artifact_type, NEW.mime_type, NEW.language, NEW.is_public)
        OR OLD.content_text IS DISTINCT FROM NEW.content_text
    )
    EXECUTE FUNCTION index_note_changed_artifact();
CREATE TRIGGER index_deleted_artifact AFTER DELETE ON artifacts
    FOR EACH ROW EXECUTE FUNCTION index_exclude_former_document();
CREATE TRIGGER index_republished_artifact BEFORE UPDATE OF user_id, is_public ON artifacts
    FOR EACH ROW WHEN ((OLD.user_id, OLD.is_public) IS DISTINCT FROM (NEW.user_id, NEW.is_public))
    EXECUTE FUNCTION index_renumber_document();
CREATE TRIGGER index_renumbered_artifact AFTER UPDATE OF doc_id, user_id, is_public ON artifacts
    FOR EACH ROW WHEN (OLD.doc_id <> NEW.doc_id) EXECUTE FUNCTION index_exclude_former_document();
CREATE TRIGGER index_inserted_sources AFTER INSERT ON artifact_sources
    REFERENCING NEW TABLE AS new_sources FOR EACH STATEMENT EXECUTE FUNCTION index_note_changed_sources();
CREATE TRIGGER index_updated_sources AFTER UPDATE ON artifact_sources
    REFERENCING OLD TABLE AS old_sources NEW TABLE AS new_sources
    FOR EACH STATEMENT EXECUTE FUNCTION index_note_changed_sources();
CREATE TRIGGER index_deleted_sources AFTER DELETE ON artifact_sources
    REFERENCING OLD TABLE AS old_sources FOR EACH STATEMENT EXECUTE FUNCTION index_note_changed_sources();

-- The sub-selects are made once a statement. Blocks and columns are never changed, and go with their segment: for that no policy is needed,
-- since a foreign key deletes with the owner's rights.
ALTER TABLE index_segments ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_blocks ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_columns ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_exclusions ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_pending ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON index_segments USING (user_id = (SELECT acting_user_id()));
CREATE POLICY public_read ON index_segments FOR SELECT USING (is_public);
CREATE POLICY segment_read ON index_blocks FOR SELECT USING (segment_id IN (SELECT id FROM index_segments));
CREATE POLICY owner_insert ON index_blocks FOR INSERT WITH CHECK (
    segment_id IN (SELECT id FROM index_segments WHERE user_id = (SELECT acting_user_id()))
);
CREATE POLICY segment_read ON index_columns FOR SELECT USING (segment_id IN (SELECT id FROM index_segments));
CREATE POLICY owner_insert ON index_columns FOR INSERT WITH CHECK (
    segment_id IN (SELECT id FROM index_segments WHERE user_id = (SELECT acting_user_id()))
);
CREATE POLICY owner_all ON index_exclusions USING (user_id = (SELECT acting_user_id()));
CREATE POLICY public_read ON index_exclusions FOR SELECT USING (is_public);
CREATE POLICY owner_all ON index_pending USING (user_id = (SELECT acting_user_id()));
