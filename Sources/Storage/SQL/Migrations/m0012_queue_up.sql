-- Work that is queued: what a job has still to do, leased to those who do it. What is done is in job_items.

-- One row for every item that is not finished. A row leaves in the transaction that writes the item into the ledger.
-- A lease is a time: until `ready_at` nobody else takes the item. So an item whose worker died is ready again without anybody's doing, and
-- one that is to be tried later only has a later time.
CREATE TABLE job_queue (
    id bigint GENERATED ALWAYS AS IDENTITY, -- the order in which items were found
    job_id uuid NOT NULL REFERENCES scraping_jobs (id) ON DELETE CASCADE,
    user_id uuid NOT NULL,
    source_url text COLLATE "C",
    artifact_id uuid REFERENCES artifacts (id) ON DELETE CASCADE,
    item_key bytea NOT NULL GENERATED ALWAYS AS (coalesce(source_key(source_url), uuid_send(artifact_id))) STORED,
    attempt integer NOT NULL DEFAULT 0, -- how often it was begun
    ready_at timestamptz NOT NULL DEFAULT now(),
    leased_by uuid, -- the worker; NULL when nobody has it
    problem_code text, -- why it was not done last time
    problem_message text,
    CONSTRAINT job_queue_pkey PRIMARY KEY (job_id, item_key),
    CONSTRAINT job_queue_item_check CHECK (num_nonnulls(source_url, artifact_id) = 1),
    CONSTRAINT job_queue_attempt_check CHECK (attempt >= 0 AND (leased_by IS NULL OR attempt >= 1)),
    CONSTRAINT job_queue_problem_check CHECK ((problem_code IS NULL) = (problem_message IS NULL))
)
-- Rows come and go: what is dead at the front of an index would be read by every claim.
WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
-- New work and work that was begun before are claimed by turns, each in the order of its time.
CREATE INDEX idx_job_queue_new ON job_queue (job_id, ready_at, id) WHERE attempt = 0;
CREATE INDEX idx_job_queue_begun ON job_queue (job_id, ready_at, id) WHERE attempt > 0;
CREATE INDEX idx_job_queue_leased_by ON job_queue (leased_by) WHERE leased_by IS NOT NULL;
CREATE INDEX idx_job_queue_artifact_id ON job_queue (artifact_id) WHERE artifact_id IS NOT NULL;

ALTER TABLE job_queue ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON job_queue USING (user_id = (SELECT acting_user_id()));

-- `dead`: was begun too often without an end, and is given up.
ALTER TABLE job_items
    DROP CONSTRAINT job_items_state_check,
    ADD CONSTRAINT job_items_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled', 'dead'
    ));
ALTER TABLE artifact_sources
    DROP CONSTRAINT artifact_sources_state_check,
    ADD CONSTRAINT artifact_sources_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled', 'dead'
    ));

-- Counts that older programs left, made true: processed are all that did not fail, unchanged and skipped files included.
UPDATE scraping_jobs
SET completed_at = CASE WHEN status IN ('pending', 'running') THEN NULL ELSE coalesce(completed_at, updated_at) END,
    started_at = CASE WHEN status = 'running' THEN coalesce(started_at, created_at) ELSE started_at END,
    total_items = CASE
        WHEN status IN ('pending', 'running') THEN greatest(total_items, processed_items + failed_items)
        ELSE processed_items + failed_items
    END;

ALTER TABLE scraping_jobs
    ADD COLUMN walked_at timestamp, -- when all its work was known; NULL before
    ADD COLUMN served_at timestamp, -- when a worker last took it up
    ADD CONSTRAINT scraping_jobs_started_check CHECK (status <> 'running' OR started_at IS NOT NULL),
    ADD CONSTRAINT scraping_jobs_ended_check CHECK ((status IN ('pending', 'running')) = (completed_at IS NULL)),
    ADD CONSTRAINT scraping_jobs_sum_check CHECK (
        processed_items + failed_items <= total_items
        AND (status IN ('pending', 'running') OR processed_items + failed_items = total_items)
    );
UPDATE scraping_jobs SET walked_at = completed_at WHERE status = 'completed';

-- Keeps progress true whoever counts, and the total of a job that has ended what it has come to: what it left is in its queue.
CREATE FUNCTION follow_job_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IN ('pending', 'running') THEN
        NEW.progress := least(99, 100::bigint * (NEW.processed_items + NEW.failed_items) / greatest(NEW.total_items, 1));
    ELSE
        NEW.progress := CASE WHEN NEW.status = 'completed' THEN 100 ELSE OLD.progress END;
        NEW.total_items := NEW.processed_items + NEW.failed_items;
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER follow_scraping_jobs_counts BEFORE UPDATE ON scraping_jobs
    FOR EACH ROW EXECUTE FUNCTION follow_job_counts();

-- Whether a session has taken the job for itself (job_lock), as the one that walks its folders or ends it does.
CREATE FUNCTION is_job_held(job_id uuid) RETURNS boolean LANGUAGE sql STABLE
    RETURN EXISTS (
        SELECT FROM pg_locks AS held
        WHERE held.locktype = 'advisory' AND held.objsubid = 1 AND held.granted
        AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (held.classid::bigint << 32) + held.objid::bigint = hashtextextended(job_id::text, 0)
    );

-- The jobs of all users that have not ended, of some types, with when the next of their items is ready (NULL: none is queued), in the order in
-- which they are to be served: first the user, and then the job, that was served longest ago.
-- As its owner, since a worker serves all users; it learns no more than whose job it is.
CREATE FUNCTION open_jobs(job_types text[])
RETURNS TABLE (job_id uuid, user_id uuid, ready_at timestamptz, is_walked boolean, is_held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    SELECT job.id, job.user_id, next.ready_at, job.walked_at IS NOT NULL, is_job_held(job.id)
    FROM scraping_jobs AS job
    CROSS JOIN LATERAL (
        -- min() is one step into an index, where EXISTS may read the table.
        SELECT least(
            (SELECT min(item.ready_at) FROM job_queue AS item WHERE item.job_id = job.id AND item.attempt = 0),
            (SELECT min(item.ready_at) FROM job_queue AS item WHERE item.job_id = job.id AND item.attempt > 0)
        ) AS ready_at
    ) AS next
    WHERE job.status IN ('pending', 'running') AND job.job_type = ANY (job_types)
    ORDER BY
        max(job.served_at) OVER (PARTITION BY job.user_id) NULLS FIRST, job.served_at NULLS FIRST, job.created_at, job.id
$$;

-- The job that a worker shall serve next: with work that is ready, or that only waits for somebody to end it. Takes note of the service.
CREATE FUNCTION next_job(job_types text[]) RETURNS TABLE (job_id uuid, user_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    UPDATE scraping_jobs AS job
    SET served_at = clock_timestamp() AT TIME ZONE 'utc', status = 'running',
        started_at = coalesce(job.started_at, now() AT TIME ZONE 'utc')
    WHERE job.status IN ('pending', 'running') AND job.id = (
        SELECT waiting.job_id FROM open_jobs(job_types) AS waiting
        WHERE waiting.ready_at <= now() OR waiting.ready_at IS NULL AND waiting.is_walked AND NOT waiting.is_held
        LIMIT 1
    )
    RETURNING job.id, job.user_id
$$;
