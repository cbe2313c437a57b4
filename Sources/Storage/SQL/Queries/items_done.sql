-- items_done: which of the paths $2 job $1 has finished already, in a state that is kept. For a job that is taken up again.
SELECT wanted.n
FROM unnest($2::text[]) WITH ORDINALITY AS wanted (source_url, n)
WHERE EXISTS (
    SELECT FROM job_items AS item
    WHERE item.job_id = $1::uuid AND source_key(item.source_url) = source_key(wanted.source_url) AND item.artifact_id IS NOT NULL
);
