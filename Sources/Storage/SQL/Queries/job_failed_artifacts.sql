-- job_failed_artifacts: how many documents job $1 left in one of the states $2 that are stored: what can be extracted again.
SELECT count(*) FROM job_items WHERE job_id = $1::uuid AND state = ANY ($2::text[]) AND artifact_id IS NOT NULL;
