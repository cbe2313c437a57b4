-- rollback_artifacts: the artifacts $2 are what they were before run $1. What a person edited since stays.
UPDATE artifacts AS artifact
SET
    artifact_type = former.artifact_type,
    title = CASE WHEN 'title' = ANY (artifact.edited) THEN artifact.title ELSE former.title END,
    description = former.description, mime_type = former.mime_type,
    content_text = CASE WHEN 'text' = ANY (run.changed) THEN run.former_text ELSE artifact.content_text END,
    keywords = former.keywords, tags = CASE WHEN 'tags' = ANY (artifact.edited) THEN artifact.tags ELSE former.tags END,
    text_hash = former.text_hash, language = former.language, page_count = former.page_count, state = former.state,
    problem_code = former.problem_code, problem_message = former.problem_message, extractor = former.extractor,
    near_group = CASE WHEN 'text' = ANY (run.changed) THEN NULL ELSE artifact.near_group END, recipe_id = former.recipe_id,
    part_count = CASE WHEN 'text' = ANY (run.changed) THEN kept.parts ELSE artifact.part_count END, extraction_count = kept.extractions
FROM reextractions AS run
CROSS JOIN LATERAL jsonb_populate_record(NULL::artifacts, run.former -> 'artifact') AS former
CROSS JOIN LATERAL (
    SELECT
        CASE WHEN jsonb_typeof(run.former -> 'parts') = 'array' THEN jsonb_array_length(run.former -> 'parts') ELSE 0 END AS parts,
        CASE WHEN jsonb_typeof(run.former -> 'extractions') = 'array' THEN jsonb_array_length(run.former -> 'extractions') ELSE 0 END
            AS extractions
) AS kept
WHERE run.job_id = $1::uuid AND run.artifact_id = ANY ($2::uuid[]) AND artifact.id = run.artifact_id;
