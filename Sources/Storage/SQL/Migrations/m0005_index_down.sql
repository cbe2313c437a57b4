-- Takes back m0005. The tsvectors are made again from the stored text.
DROP TRIGGER index_deleted_sources ON artifact_sources;
DROP TRIGGER index_updated_sources ON artifact_sources;
DROP TRIGGER index_inserted_sources ON artifact_sources;
DROP TRIGGER index_renumbered_artifact ON artifacts;
DROP TRIGGER index_republished_artifact ON artifacts;
DROP TRIGGER index_deleted_artifact ON artifacts;
DROP TRIGGER index_changed_artifact ON artifacts;
DROP FUNCTION index_note_changed_sources();
DROP FUNCTION index_exclude_former_document();
DROP FUNCTION index_renumber_document();
DROP FUNCTION index_note_changed_artifact();
DROP TABLE index_pending;
DROP TABLE index_exclusions;
DROP TABLE index_columns;
DROP TABLE index_blocks;
DROP TABLE index_segments;

ALTER TABLE artifact_parts
    DROP COLUMN first_position,
    ADD COLUMN start_char integer NOT NULL DEFAULT 0,
    ADD COLUMN char_count integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT artifact_parts_characters_check CHECK (start_char >= 0 AND char_count >= 0),
    ADD COLUMN language_config regconfig NOT NULL DEFAULT 'english',
    ADD COLUMN lexemes tsvector;
UPDATE artifact_parts AS part
SET
    start_char = char_length(convert_from(substr(textsend(artifact.content_text), 1, part.start_byte), 'UTF8')),
    char_count = char_length(
        convert_from(substr(textsend(artifact.content_text), part.start_byte + 1, part.byte_count), 'UTF8')
    )
FROM artifacts AS artifact
WHERE artifact.id = part.artifact_id AND artifact.content_text IS NOT NULL;
ALTER TABLE artifact_parts
    DROP COLUMN start_byte,
    DROP COLUMN byte_count,
    ALTER COLUMN start_char DROP DEFAULT,
    ALTER COLUMN char_count DROP DEFAULT;
ALTER TABLE artifacts ALTER COLUMN content_text SET COMPRESSION default;
UPDATE artifact_parts AS part
SET lexemes = to_tsvector('english'::regconfig, coalesce(substr(artifact.content_text, part.start_char + 1, part.char_count), ''))
FROM artifacts AS artifact
WHERE artifact.id = part.artifact_id;
INSERT INTO artifact_parts (artifact_id, part, first_page, last_page, start_char, char_count, lexemes)
SELECT
    id, 0, NULL, NULL, 0, 0,
    setweight(to_tsvector('english'::regconfig, concat_ws(' ', title, regexp_replace(source_url, '^.*/', ''))), 'A')
FROM artifacts;
ALTER TABLE artifact_parts
    ALTER COLUMN lexemes SET NOT NULL,
    ALTER COLUMN language_config DROP DEFAULT;
CREATE INDEX idx_artifact_parts_lexemes ON artifact_parts USING gin (lexemes)
    WITH (fastupdate = on, gin_pending_list_limit = 1048576);

ALTER TABLE artifacts
    DROP COLUMN text_fingerprint,
    DROP COLUMN doc_id;

CREATE FUNCTION matching_parts(terms text[])
RETURNS TABLE (n bigint, artifact_id uuid, part integer, rank real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    SELECT asked.n, found.artifact_id, found.part, ts_rank(found.lexemes, asked.query)
    FROM (
        SELECT given.n, phraseto_tsquery('english'::regconfig, given.term) AS query
        FROM unnest(terms) WITH ORDINALITY AS given (term, n)
    ) AS asked
    JOIN artifact_parts AS found ON found.lexemes @@ asked.query
    JOIN artifacts AS artifact ON artifact.id = found.artifact_id
    WHERE numnode(asked.query) > 0 AND (artifact.user_id = acting_user_id() OR artifact.is_public)
$$;
CREATE FUNCTION clean_pending_lexemes()
RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    SELECT gin_clean_pending_list('stratlogic.idx_artifact_parts_lexemes'::regclass)
$$;
