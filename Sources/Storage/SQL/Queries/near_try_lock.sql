-- near_try_lock: tries to become the one session that compares the documents of user $1, until its transaction ends.
SELECT pg_try_advisory_xact_lock(hashtextextended('near ' || $1, 0));
