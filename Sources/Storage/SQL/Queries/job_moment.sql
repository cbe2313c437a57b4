-- job_moment: the server's time, before what a run is going to write into its job's ledger.
SELECT (clock_timestamp() AT TIME ZONE 'utc')::text;
