-- migration_lock: wait until no other session migrates this database. The number only has to be ours: "strlogic" in bytes.
SELECT pg_catalog.pg_advisory_lock(8319400221711231331)
