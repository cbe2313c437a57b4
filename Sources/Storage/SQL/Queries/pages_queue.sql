-- pages_queue: queues the pages $3 for job $1 of user $2, those that it did not come across before, at the depth $4; as many as make the job's pages
-- no more than $5 (NULL: all). The job's row must be locked where there is such a limit. Gives how many were queued.
-- Served by job_pages_pkey.
WITH room AS (
    SELECT CASE WHEN $5::bigint IS NOT NULL
        THEN greatest(0, $5::bigint - (SELECT count(*) FROM job_pages WHERE job_id = $1::uuid)) END AS pages
),
wanted AS (
    SELECT given.source_url, source_key(given.source_url) AS source_key, min(given.n) AS n
    FROM unnest($3::text[]) WITH ORDINALITY AS given (source_url, n)
    GROUP BY given.source_url
),
found AS (
    INSERT INTO job_pages (job_id, source_key, depth)
    SELECT $1::uuid, wanted.source_key, $4::integer
    FROM wanted
    WHERE NOT EXISTS (
        SELECT FROM job_pages AS former WHERE former.job_id = $1::uuid AND former.source_key = wanted.source_key
    )
    ORDER BY wanted.n
    LIMIT (SELECT pages FROM room)
    ON CONFLICT DO NOTHING
    RETURNING source_key
),
queued AS (
    INSERT INTO job_queue (job_id, user_id, source_url)
    SELECT $1::uuid, $2::uuid, wanted.source_url
    FROM wanted
    JOIN found ON found.source_key = wanted.source_key
    ORDER BY wanted.n
    ON CONFLICT (job_id, item_key) DO NOTHING
    RETURNING item_key
)
UPDATE scraping_jobs
SET total_items = total_items + (SELECT count(*) FROM queued)
WHERE id = $1::uuid
RETURNING (SELECT count(*) FROM queued);
