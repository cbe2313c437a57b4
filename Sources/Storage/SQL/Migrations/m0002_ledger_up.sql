-- What keeping in step with folders needs beside the specified tables: sources, the ledger of a job, the text in parts.

ALTER TABLE scraping_jobs
    ADD COLUMN unchanged_items integer NOT NULL DEFAULT 0,
    ADD COLUMN skipped_items integer NOT NULL DEFAULT 0,
    ADD COLUMN pipeline text,
    ADD COLUMN roots text[],
    ADD CONSTRAINT scraping_jobs_progress_check CHECK (progress BETWEEN 0 AND 100),
    ADD CONSTRAINT scraping_jobs_counts_check CHECK (
        total_items >= 0 AND processed_items >= 0 AND failed_items >= 0 AND unchanged_items >= 0 AND skipped_items >= 0
    );

-- Every artifact has an owner; a check, because the column itself is specified as nullable.
UPDATE artifacts SET user_id = (SELECT id FROM users WHERE username = 'local') WHERE user_id IS NULL;

ALTER TABLE artifacts
    ADD COLUMN text_hash varchar(64),
    ADD COLUMN language varchar(20),
    ADD COLUMN page_count integer,
    ADD COLUMN state text NOT NULL DEFAULT 'stored',
    ADD COLUMN problem_code text,
    ADD COLUMN problem_message text,
    ADD COLUMN extractor text,
    ADD CONSTRAINT artifacts_user_id_check CHECK (user_id IS NOT NULL),
    ADD CONSTRAINT artifacts_file_size_check CHECK (file_size >= 0),
    ADD CONSTRAINT artifacts_page_count_check CHECK (page_count >= 0),
    ADD CONSTRAINT artifacts_state_check CHECK (state IN (
        'stored', 'unsupported', 'empty', 'encrypted', 'corrupt', 'truncated', 'crashed', 'too_large', 'timed_out',
        'out_of_memory'
    )),
    -- One artifact a content and user: a second path with the same bytes is a second source of it.
    ADD CONSTRAINT artifacts_user_id_content_hash_key UNIQUE (user_id, content_hash);

-- What an index can hold of a source's name: the first 16 bytes of its SHA-256. A B-tree entry ends at 2,704 bytes, and a
-- path of 4,096 bytes is up to three times that when percent-encoded. Doubling the backslashes makes the cast give back the
-- very bytes of the text; unlike convert_to, it is immutable.
CREATE FUNCTION source_key(source_url text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN substr(sha256(replace(source_url, '\', '\\')::bytea), 1, 16);

-- Every path or URL that was ever seen, with what the unchanged test needs. One row of a path is current; the rows it
-- replaced stay as its older versions. Look sources up by name, and below a folder $2, with
--     user_id = $1 AND is_current AND source_key = ANY (ARRAY(SELECT source_key(url) FROM unnest($2::text[]) AS url))
--     user_id = $1 AND is_current AND source_head BETWEEN left($2, 500) AND left($2, 499) || chr(1114111)
--         AND starts_with(source_url, $2)
-- Key and head are columns, and not index expressions, because row-level security keeps functions that are not leakproof
-- out of index conditions; comparisons of columns are leakproof.
CREATE TABLE artifact_sources (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    artifact_id uuid REFERENCES artifacts (id) ON DELETE CASCADE, -- NULL: never had one, as a file nobody may read
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    source_url text COLLATE "C" NOT NULL,
    source_key bytea NOT NULL GENERATED ALWAYS AS (source_key(source_url)) STORED,
    source_head text COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(source_url, 500)) STORED,
    file_size bigint,
    modified_ns bigint, -- nanoseconds since 1970, as are the next and looked_at_ns
    changed_ns bigint,
    inode bigint,
    looked_at_ns bigint, -- when the file was last looked at: its mtime says something only if it is older
    state text NOT NULL,
    is_current boolean NOT NULL DEFAULT true,
    first_seen_job uuid REFERENCES scraping_jobs (id) ON DELETE SET NULL,
    last_job uuid REFERENCES scraping_jobs (id) ON DELETE SET NULL,
    created_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    updated_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    CONSTRAINT artifact_sources_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled'
    ))
);
CREATE UNIQUE INDEX artifact_sources_current_key ON artifact_sources (user_id, source_key) WHERE is_current;
CREATE INDEX idx_artifact_sources_head ON artifact_sources (user_id, source_head) WHERE is_current;
CREATE INDEX idx_artifact_sources_artifact_id ON artifact_sources (artifact_id);
CREATE INDEX idx_artifact_sources_first_seen_job ON artifact_sources (first_seen_job);
CREATE INDEX idx_artifact_sources_last_job ON artifact_sources (last_job);

-- What a job did with every path it did something with: the ledger. Unchanged and skipped files are counts on the job.
CREATE TABLE job_items (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job_id uuid NOT NULL REFERENCES scraping_jobs (id) ON DELETE CASCADE,
    source_url text COLLATE "C" NOT NULL,
    source_key bytea NOT NULL GENERATED ALWAYS AS (source_key(source_url)) STORED,
    state text NOT NULL,
    problem_code text,
    problem_message text,
    artifact_id uuid REFERENCES artifacts (id) ON DELETE SET NULL,
    file_size bigint,
    attempt integer NOT NULL DEFAULT 1,
    finished_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    CONSTRAINT job_items_job_id_source_key_key UNIQUE (job_id, source_key),
    CONSTRAINT job_items_attempt_check CHECK (attempt >= 1),
    CONSTRAINT job_items_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled'
    ))
);
CREATE INDEX idx_job_items_job_id_state ON job_items (job_id, state);
CREATE INDEX idx_job_items_artifact_id ON job_items (artifact_id);

-- An artifact's text in parts small enough for the limits of a tsvector. The text itself is in artifacts.content_text;
-- start_char and char_count (characters, from 0) say where a part of it stands.
CREATE TABLE artifact_parts (
    artifact_id uuid NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
    part integer NOT NULL,
    first_page integer,
    last_page integer,
    start_char integer NOT NULL,
    char_count integer NOT NULL,
    language_config regconfig NOT NULL,
    lexemes tsvector NOT NULL,
    PRIMARY KEY (artifact_id, part),
    CONSTRAINT artifact_parts_pages_check CHECK (first_page >= 1 AND last_page >= first_page),
    CONSTRAINT artifact_parts_characters_check CHECK (start_char >= 0 AND char_count >= 0)
)
-- An ingest ends with VACUUM-like work of its own (the pending list, ANALYZE). Until then autovacuum would only compete
-- with it for the processors.
WITH (autovacuum_vacuum_insert_threshold = 100000, autovacuum_analyze_threshold = 10000);

-- Appending to the pending list and sorting it in at the end of a batch is 5 times cheaper than inserting right away.
CREATE INDEX idx_artifact_parts_lexemes ON artifact_parts USING gin (lexemes)
    WITH (fastupdate = on, gin_pending_list_limit = 1048576);
