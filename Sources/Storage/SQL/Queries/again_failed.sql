-- again_failed: the documents $3 of run $1 of user $2 could not be read, for the reasons $4; they stay as they are.
INSERT INTO reextractions AS run (job_id, user_id, artifact_id, verdict, reason)
SELECT $1::uuid, $2::uuid, given.id, 'failed', given.reason
FROM unnest($3::uuid[], $4::text[]) AS given (id, reason)
ON CONFLICT (job_id, artifact_id) DO UPDATE
SET verdict = 'failed', reason = excluded.reason, decided_at = now() AT TIME ZONE 'utc'
WHERE run.former IS NULL;
