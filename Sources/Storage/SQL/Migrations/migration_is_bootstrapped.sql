-- migration_is_bootstrapped: whether migrations are recorded here. Reads the catalogue, which needs no privilege.
SELECT EXISTS (
    SELECT FROM pg_catalog.pg_class AS class
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
    WHERE namespace.nspname = 'stratlogic' AND class.relname = 'schema_migrations'
)
