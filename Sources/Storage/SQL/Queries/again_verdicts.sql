-- again_verdicts: what run $1 of user $2 comes to, an object of the list `rows` in $3 for each document: the verdict, and what is to be said of the
-- difference. Of those that are to be promoted, the extraction as it is now is kept; so this comes before they are. A run that meets a
-- document again keeps what it found the first time.
INSERT INTO reextractions AS run (
    job_id, user_id, artifact_id, verdict, reason, changed, recipe_id, state_before, state_after, language_before, language_after,
    characters_before, characters_after, characters_lost, characters_gained, similarity, tags_lost, tags_gained, former, former_text
)
SELECT
    $1::uuid, $2::uuid, given.artifact_id, given.verdict, given.reason, given.changed, nullif(given.recipe_id, 0), given.state_before,
    given.state_after, given.language_before, given.language_after, given.characters_before, given.characters_after,
    given.characters_lost, given.characters_gained, given.similarity, given.tags_lost, given.tags_gained,
    CASE WHEN given.verdict = 'promoted' THEN jsonb_build_object(
        'artifact', to_jsonb(former) - 'content_text',
        'parts', CASE WHEN 'text' = ANY (given.changed) THEN (
            SELECT jsonb_agg(to_jsonb(piece) - 'artifact_id' ORDER BY piece.part) FROM artifact_parts AS piece WHERE piece.artifact_id = former.id
        ) END,
        'tags', (
            SELECT jsonb_agg(jsonb_build_object('tag_type', tag.tag_type, 'tag_key', tag.tag_key, 'tag_value', tag.tag_value))
            FROM metadata_tags AS tag
            WHERE tag.artifact_id = former.id AND tag.is_derived
        ),
        'extractions', (
            SELECT jsonb_agg(to_jsonb(found) - ARRAY['id', 'artifact_id'])
            FROM content_extractions AS found
            WHERE found.artifact_id = former.id
        )
    ) END,
    CASE WHEN given.verdict = 'promoted' AND 'text' = ANY (given.changed) THEN former.content_text END
FROM json_to_recordset($3::json -> 'rows') AS given (
    artifact_id uuid, verdict text, reason text, changed text[], recipe_id bigint, state_before text, state_after text,
    language_before text, language_after text, characters_before integer, characters_after integer, characters_lost integer,
    characters_gained integer, similarity real, tags_lost text[], tags_gained text[]
)
CROSS JOIN LATERAL (
    SELECT
        artifact.id, artifact.artifact_type, artifact.title, artifact.description, artifact.mime_type, artifact.keywords, artifact.tags,
        artifact.text_hash, artifact.language, artifact.page_count, artifact.state, artifact.problem_code, artifact.problem_message,
        artifact.extractor, artifact.recipe_id, artifact.content_text
    FROM artifacts AS artifact
    WHERE artifact.id = given.artifact_id
) AS former
ON CONFLICT (job_id, artifact_id) DO UPDATE
SET
    verdict = CASE WHEN run.former IS NULL THEN excluded.verdict ELSE run.verdict END, reason = excluded.reason,
    changed = ARRAY(SELECT DISTINCT unnest(run.changed || excluded.changed)), recipe_id = excluded.recipe_id,
    state_before = coalesce(run.state_before, excluded.state_before), state_after = excluded.state_after,
    language_before = coalesce(run.language_before, excluded.language_before), language_after = excluded.language_after,
    characters_before = coalesce(run.characters_before, excluded.characters_before),
    characters_after = coalesce(excluded.characters_after, run.characters_after),
    characters_lost = coalesce(excluded.characters_lost, run.characters_lost),
    characters_gained = coalesce(excluded.characters_gained, run.characters_gained),
    similarity = coalesce(excluded.similarity, run.similarity), tags_lost = excluded.tags_lost, tags_gained = excluded.tags_gained,
    former = CASE WHEN run.former IS NULL THEN excluded.former ELSE coalesce(excluded.former, '{}') || jsonb_strip_nulls(run.former) END,
    former_text = coalesce(run.former_text, excluded.former_text), decided_at = now() AT TIME ZONE 'utc';
