-- rollback_take: at most $2 documents that run $1 changed, beyond artifact $4, and that user $3 can have back: those that no later run changed in its turn. Their
-- rows are locked; whether their text is another.
SELECT run.artifact_id, 'text' = ANY (run.changed)
FROM reextractions AS run
JOIN artifacts AS artifact ON artifact.id = run.artifact_id
WHERE run.job_id = $1::uuid AND run.verdict = 'promoted' AND artifact.user_id = $3::uuid
AND ($4::uuid IS NULL OR run.artifact_id > $4::uuid)
AND NOT EXISTS (
    SELECT FROM reextractions AS later
    WHERE later.artifact_id = run.artifact_id AND later.verdict = 'promoted' AND later.job_id <> run.job_id
    AND later.decided_at > run.decided_at
)
ORDER BY run.artifact_id
LIMIT $2::bigint
FOR UPDATE;
