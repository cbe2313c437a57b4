-- job_items_page: the ledger rows of job $1, in any of the states $2 (all where it is empty), beyond row $3, at most $4.
SELECT id, source_url, state, problem_code, problem_message, artifact_id, file_size, attempt
FROM job_items
WHERE job_id = $1::uuid AND (cardinality($2::text[]) = 0 OR state = ANY ($2::text[])) AND id > $3::bigint
ORDER BY id
LIMIT $4::bigint;
