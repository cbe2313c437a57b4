-- site_turn: takes the turn at the site $1, so that nobody has the next one for $2 seconds; gives in how many seconds it can be had, 0 where it was
-- taken. What is long over is forgotten. Called before a page is fetched of a site with a delay. Served by site_turns_pkey.
WITH stale AS (
    DELETE FROM site_turns WHERE free_at < now() - interval '1 day' AND site_key <> source_key($1)
),
taken AS (
    INSERT INTO site_turns AS turn (site_key, free_at)
    VALUES (source_key($1), clock_timestamp() + make_interval(secs => $2::float8))
    ON CONFLICT (site_key) DO UPDATE SET free_at = excluded.free_at
    WHERE turn.free_at <= clock_timestamp()
    RETURNING true
)
SELECT CASE WHEN EXISTS (SELECT FROM taken) THEN 0
    ELSE greatest(0.001, extract(epoch FROM (
        SELECT other.free_at FROM site_turns AS other WHERE other.site_key = source_key($1)
    ) - clock_timestamp())::float8) END;
