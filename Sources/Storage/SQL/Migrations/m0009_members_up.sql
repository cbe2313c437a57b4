-- What is in a container, by its content: wherever the same container is found again, its members stand there, too, without its being
-- opened. All members of it at whatever depth, with the path inside it as it stands in a source's URL.
CREATE TABLE artifact_members (
    container_id uuid NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
    path text COLLATE "C" NOT NULL,
    path_key bytea NOT NULL GENERATED ALWAYS AS (source_key(path)) STORED,
    member_id uuid NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
    CONSTRAINT artifact_members_pkey PRIMARY KEY (container_id, path_key)
);
CREATE INDEX idx_artifact_members_member_id ON artifact_members (member_id);

ALTER TABLE artifact_members ENABLE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON artifact_members USING (
    EXISTS (SELECT FROM artifacts AS owner WHERE owner.id = container_id AND owner.user_id = (SELECT acting_user_id()))
);
CREATE POLICY any_insert ON artifact_members FOR INSERT WITH CHECK (true);
