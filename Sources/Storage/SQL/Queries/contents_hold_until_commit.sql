-- contents_hold_until_commit: as contents_hold, for the transaction that refers to the contents; the server itself ends it with
-- the commit, also of a client that has died.
SELECT pg_advisory_xact_lock_shared(8317131942092107380);
