-- job_lock: tries to take job $1 for this session. The lock goes with the session, so a process that dies frees its job.
SELECT pg_try_advisory_lock(hashtextextended($1, 0));
