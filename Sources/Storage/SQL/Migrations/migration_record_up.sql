-- migration_record_up: version $1, name $2 and checksum $3 took effect.
WITH applied AS (
    INSERT INTO stratlogic.schema_migrations (version, name, checksum) VALUES ($1, $2, $3)
)
INSERT INTO stratlogic.schema_migration_history (version, name, direction, checksum) VALUES ($1, $2, 'up', $3)
