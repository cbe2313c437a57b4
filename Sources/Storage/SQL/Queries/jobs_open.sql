-- jobs_open: of the jobs of the types $1 that have not ended, other than $2 (NULL for none): whether one could be served at once, in how many seconds the
-- next item is ready, and whether there is anything to wait for at all.
SELECT
    coalesce(bool_or(waiting.ready_at <= now() OR waiting.ready_at IS NULL AND waiting.is_walked AND NOT waiting.is_held), false),
    extract(epoch FROM min(waiting.ready_at) - now())::float8,
    coalesce(bool_or(waiting.ready_at IS NOT NULL OR waiting.is_held), false)
FROM open_jobs($1::text[]) AS waiting
WHERE waiting.job_id IS DISTINCT FROM $2::uuid;
