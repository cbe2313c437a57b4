-- near_lock: one session at a time compares the documents of user $1, until its transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('near ' || $1, 0));
