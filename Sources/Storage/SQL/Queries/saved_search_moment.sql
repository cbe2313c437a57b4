-- saved_search_moment: a moment up to which a search that begins now sees all that was stored. Documents bear the time at which
-- their transaction began, so what a transaction under way stores is older than now: the moment is when the oldest of those
-- began that have written something, or may yet. Then a document may be told as new twice, but none is missed.
SELECT to_char(
    least(now(), min(xact_start) FILTER (WHERE backend_xid IS NOT NULL OR xact_start > now() - interval '1 minute'))
    AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
