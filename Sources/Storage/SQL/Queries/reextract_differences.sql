-- reextract_differences: the $2 documents of run $1 that it changed or would have, those first that lose most; those that failed before all others. Unchanged
-- ones if $3, too.
SELECT
    run.artifact_id, run.verdict, run.reason, run.changed, run.state_before, run.state_after, run.language_before, run.language_after,
    run.characters_before, run.characters_after, run.characters_lost, run.characters_gained, run.similarity, run.tags_lost,
    run.tags_gained, coalesce(artifact.title, ''), coalesce(artifact.source_url, '')
FROM reextractions AS run
JOIN artifacts AS artifact ON artifact.id = run.artifact_id
WHERE run.job_id = $1::uuid AND ($3::boolean OR run.verdict <> 'unchanged')
ORDER BY
    run.verdict = 'failed' DESC, coalesce(run.characters_lost, 0) - coalesce(run.characters_gained, 0) DESC,
    coalesce(run.similarity, 1), cardinality(run.tags_lost) DESC, run.artifact_id
LIMIT $2::bigint;
