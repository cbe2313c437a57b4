-- rollback_done: what run $1 changed of the artifacts $2 is taken back; what was kept for that is not needed any more.
UPDATE reextractions SET verdict = 'restored', former = NULL, former_text = NULL
WHERE job_id = $1::uuid AND artifact_id = ANY ($2::uuid[]);
