-- migration_history: every step that took effect, oldest first.
SELECT version, name, direction, to_char(applied_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), applied_by
FROM stratlogic.schema_migration_history
ORDER BY id
