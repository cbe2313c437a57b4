-- batch_staging: the temporary tables that a batch is copied into before it is merged; once a session.
-- COPY has no ON CONFLICT, and rows that turn out to be known must not fail the batch. Bodies are stored EXTERNAL because
-- compressing text that lives for milliseconds costs more than it saves (49 MB: 0.9 s with pglz, 0.2 s without).
-- Emptied by the commit, so that a failed batch leaves nothing behind.
CREATE TEMPORARY TABLE IF NOT EXISTS staged_documents (
    id uuid NOT NULL,
    doc_id integer NOT NULL,
    artifact_type text NOT NULL,
    source_url text NOT NULL,
    title text,
    description text,
    content_hash text NOT NULL,
    file_size bigint NOT NULL,
    mime_type text NOT NULL,
    minio_path text NOT NULL,
    keywords text[] NOT NULL,
    tags text[] NOT NULL,
    text_hash text,
    page_count integer,
    state text NOT NULL,
    problem_code text,
    problem_message text,
    extractor text,
    language text,
    recipe_id bigint,
    sketch bytea
) ON COMMIT DELETE ROWS;

CREATE TEMPORARY TABLE IF NOT EXISTS staged_parts (
    artifact_id uuid NOT NULL,
    part integer NOT NULL,
    first_page integer,
    last_page integer,
    start_byte integer NOT NULL,
    byte_count integer NOT NULL,
    first_position integer NOT NULL,
    zone text NOT NULL,
    body text NOT NULL
) ON COMMIT DELETE ROWS;
ALTER TABLE staged_parts ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TEMPORARY TABLE IF NOT EXISTS staged_tags (
    artifact_id uuid NOT NULL,
    tag_type text NOT NULL,
    tag_key text NOT NULL,
    tag_value text NOT NULL
) ON COMMIT DELETE ROWS;

CREATE TEMPORARY TABLE IF NOT EXISTS staged_extractions (
    artifact_id uuid NOT NULL,
    extraction_type text NOT NULL,
    extracted_data jsonb NOT NULL,
    confidence_score numeric(3, 2)
) ON COMMIT DELETE ROWS;

CREATE TEMPORARY TABLE IF NOT EXISTS staged_items (
    source_url text NOT NULL,
    digest text,
    artifact_id uuid,
    state text NOT NULL,
    problem_code text,
    problem_message text,
    file_size bigint NOT NULL,
    modified_ns bigint NOT NULL,
    changed_ns bigint NOT NULL,
    inode bigint NOT NULL,
    looked_at_ns bigint NOT NULL,
    is_container boolean NOT NULL,
    source_key bytea NOT NULL GENERATED ALWAYS AS (source_key(source_url)) STORED
) ON COMMIT DELETE ROWS;

CREATE TEMPORARY TABLE IF NOT EXISTS staged_new (
    id uuid NOT NULL
) ON COMMIT DELETE ROWS;

-- A run that outlives a crash of the server never looks back at what it was told is committed: so that must be on the disk.
-- The embedded server's default may lose the last 0.6 s, which for other sessions' work is redone by the next run.
SET synchronous_commit = on;

-- A writer's plans last for a batch (batch_begin): made anew for each execution, those of the foreign keys' checks would be
-- made anew for each row.
SET plan_cache_mode = auto;
