-- job_ledger_since: how many files job $1 left in which state since the moment $2, as job_moment gave it. Served by idx_job_items_job_id_state.
SELECT state, count(*), coalesce(sum(file_size), 0)::bigint
FROM job_items
WHERE job_id = $1::uuid AND finished_at >= $2::timestamp
GROUP BY state;
