-- migration_record_down: version $1, name $2 and checksum $3 was taken back.
WITH taken_back AS (
    DELETE FROM stratlogic.schema_migrations WHERE version = $1
)
INSERT INTO stratlogic.schema_migration_history (version, name, direction, checksum) VALUES ($1, $2, 'down', $3)
