-- Searches that people keep, to see later what is new in them.

CREATE TABLE saved_searches (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name VARCHAR(100) NOT NULL,
    query TEXT NOT NULL,
    -- What the command's options said: type, language, tag (a list), since, until, all_versions.
    options JSONB NOT NULL DEFAULT '{}',
    created_at TIMESTAMP NOT NULL DEFAULT (CURRENT_TIMESTAMP AT TIME ZONE 'utc'),
    -- Documents stored after this moment are new; before the first look all are.
    last_looked_at TIMESTAMP,
    CONSTRAINT saved_searches_name_key UNIQUE (user_id, name),
    CONSTRAINT saved_searches_name_check CHECK (name <> ''),
    CONSTRAINT saved_searches_options_check CHECK (jsonb_typeof(options) = 'object')
);

ALTER TABLE saved_searches ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON saved_searches USING (user_id = (SELECT acting_user_id()));

-- Contents are shared by all users, so whether one may be removed is not for row-level security to decide: an artifact of somebody else
-- refers to it, too. Says nothing of whose it is.
CREATE FUNCTION is_content_stored(digest text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM artifacts WHERE content_hash = digest)
$$;
