-- Pages of the web: what to ask with whether one is as it was, and which pages a job came across.

-- The validators that the server gave for a source that is a page, when it was last asked.
CREATE TABLE web_pages (
    source_id bigint PRIMARY KEY REFERENCES artifact_sources (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    entity_tag text, -- as it was given, as is the next
    last_modified text
);
CREATE INDEX idx_web_pages_user_id ON web_pages (user_id);

-- The pages that a job was to fetch, and how many links led to each: what was found once is not queued again, however it ended.
CREATE TABLE job_pages (
    job_id uuid NOT NULL REFERENCES scraping_jobs (id) ON DELETE CASCADE,
    source_key bytea NOT NULL,
    depth integer NOT NULL, -- 0: it was named, by a person or by a list
    CONSTRAINT job_pages_pkey PRIMARY KEY (job_id, source_key),
    CONSTRAINT job_pages_depth_check CHECK (depth >= 0)
);

-- When a site that asks for a delay may be asked for a page again, by any process and for any user; sites are not named.
CREATE TABLE site_turns (
    site_key bytea PRIMARY KEY,
    free_at timestamptz NOT NULL
);

ALTER TABLE web_pages ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_pages ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON web_pages USING (user_id = (SELECT acting_user_id()));
CREATE POLICY owner_all ON job_pages USING (
    EXISTS (SELECT FROM scraping_jobs AS job WHERE job.id = job_id AND job.user_id = (SELECT acting_user_id()))
);
CREATE POLICY any_insert ON job_pages FOR INSERT WITH CHECK (true);
