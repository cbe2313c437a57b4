-- server_look: the server's version and this session's role; whether row-level security would not hold it: a superuser, a role
-- that bypasses it, and one with the rights of the tables' owner. Reads the catalogue only, so it works without the schema.
SELECT
    current_setting('server_version'), role.rolname, role.rolsuper OR role.rolbypassrls,
    EXISTS (
        SELECT FROM pg_class AS artifacts
        JOIN pg_namespace AS namespace ON namespace.oid = artifacts.relnamespace
        WHERE namespace.nspname = 'stratlogic' AND artifacts.relname = 'artifacts'
        AND pg_has_role(role.oid, artifacts.relowner, 'USAGE')
    )
FROM pg_roles AS role
WHERE role.rolname = current_user;
