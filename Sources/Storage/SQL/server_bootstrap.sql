-- server_bootstrap: the roles and the database of a new embedded cluster, run once by `postgres --single` (one statement a line).
-- initdb's own empty database is renamed: CREATE DATABASE would copy another 7 MB and take 0.2 s longer.
CREATE ROLE stratlogic_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE
CREATE ROLE stratlogic LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE
ALTER DATABASE postgres RENAME TO stratlogic
ALTER DATABASE stratlogic OWNER TO stratlogic_owner
REVOKE ALL ON DATABASE stratlogic FROM PUBLIC
GRANT CONNECT, TEMPORARY ON DATABASE stratlogic TO stratlogic
