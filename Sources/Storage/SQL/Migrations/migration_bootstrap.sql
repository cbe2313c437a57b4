-- What records migrations must exist before the first of them. Run under the migration lock, where it is missing.
CREATE SCHEMA IF NOT EXISTS stratlogic;

CREATE TABLE stratlogic.schema_migrations (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL, -- SHA-256 of the text that was run, 64 hexadecimal digits
    applied_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc')
);

-- Every step up or down that ever took effect; survives the way down.
CREATE TABLE stratlogic.schema_migration_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version integer NOT NULL,
    name text NOT NULL,
    direction text NOT NULL CONSTRAINT schema_migration_history_direction_check CHECK (direction IN ('up', 'down')),
    checksum text NOT NULL,
    applied_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    applied_by text NOT NULL DEFAULT current_user
);

-- The role that runs the program has to see whether the schema is the one it was built for.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stratlogic') THEN
        GRANT USAGE ON SCHEMA stratlogic TO stratlogic;
        GRANT SELECT ON stratlogic.schema_migrations, stratlogic.schema_migration_history TO stratlogic;
    END IF;
END;
$$;
