-- migration_applied: what is applied, oldest first.
SELECT version, name, checksum, to_char(applied_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM stratlogic.schema_migrations
ORDER BY version
