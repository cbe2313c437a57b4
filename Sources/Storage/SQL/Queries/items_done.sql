-- items_done: which of the paths $2 job $1 has finished already, in a state that is kept. For a job that is taken up again.
-- Shaped as sources_lookup is, and for the same reasons.
SELECT wanted.n
FROM (
    SELECT source_key(given.source_url) AS source_key, given.n
    FROM unnest($2::text[]) WITH ORDINALITY AS given (source_url, n)
    OFFSET 0
) AS wanted
CROSS JOIN LATERAL (
    SELECT FROM job_items AS item
    WHERE item.job_id = $1::uuid AND item.source_key = wanted.source_key AND item.artifact_id IS NOT NULL
    LIMIT 1
) AS done;
