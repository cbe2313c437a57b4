-- session_user: makes user $1 the one this session acts for; row-level security reads it.
-- Plans are made for each execution: one that is made while a table is empty and then kept reads the wrong index for as long
-- as the table grows (a first ingest of 8,000 pages: 12 s of the database's time instead of 6).
-- What a session is told is committed must be on the disk: a run that outlives a crash of the server never looks back at it,
-- and nobody else would notice that it is missing.
-- A process that is frozen in the midst of a transaction holds a job's row, and whoever works on the job waits: after the time of a lease the server
-- ends its session.
SELECT
    set_config('stratlogic.user_id', $1, false), set_config('plan_cache_mode', 'force_custom_plan', false),
    set_config('synchronous_commit', 'on', false), set_config('idle_in_transaction_session_timeout', '30s', false);
