-- migration_search_path: a migration names its objects without a schema, and finds nobody else's.
SET LOCAL search_path = stratlogic, pg_catalog
