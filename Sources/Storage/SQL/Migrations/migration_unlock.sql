-- migration_unlock: let the next one migrate. A session that ends without it lets go by ending.
SELECT pg_catalog.pg_advisory_unlock(8319400221711231331)
