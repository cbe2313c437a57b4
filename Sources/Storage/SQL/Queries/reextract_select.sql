-- reextract_select: the documents of user $1 that fit the conditions, counted by what extracted them and what they are, with how long that took in the
-- jobs that brought them; nobody knows for a job that never ended. They are queued for run $2 unless that is NULL. Conditions that are NULL
-- are none: states $3; a confidence below $4; patterns of media types $5; types $6; languages $7; stored from $8 on and before $9; found by job $10; among
-- $11; of a recipe and media type that are out of date ($12, $13), or without a recipe if $14; of a recipe among $15, or without one if $16; only documents that are at one of their
-- places still unless $17; what is out of date only if nothing newer was refused for it, unless $18, and so what another pipeline extracted, $20
-- being the recipes of other pipelines; if $19 only those of which rows are lost.
WITH candidate AS MATERIALIZED (
    SELECT artifact.id, artifact.user_id, artifact.file_size, artifact.extractor, artifact.mime_type, artifact.job_id
    FROM artifacts AS artifact
    WHERE artifact.user_id = $1::uuid
    AND ($3::text[] IS NULL OR artifact.state = ANY ($3::text[]))
    AND (
        $4::numeric IS NULL OR EXISTS (
            SELECT FROM content_extractions AS found
            WHERE found.artifact_id = artifact.id AND found.confidence_score < $4::numeric
        )
    )
    AND ($5::text[] IS NULL OR artifact.mime_type LIKE ANY ($5::text[]))
    AND ($6::text[] IS NULL OR artifact.artifact_type::text = ANY ($6::text[]))
    AND ($7::text[] IS NULL OR artifact.language = ANY ($7::text[]))
    AND ($8::bigint IS NULL OR artifact.created_at >= to_timestamp($8::bigint) AT TIME ZONE 'utc')
    AND ($9::bigint IS NULL OR artifact.created_at < to_timestamp($9::bigint) AT TIME ZONE 'utc')
    AND (
        $10::uuid IS NULL OR artifact.job_id = $10::uuid OR EXISTS (
            SELECT FROM job_items AS item WHERE item.job_id = $10::uuid AND item.artifact_id = artifact.id
        )
    )
    AND ($11::uuid[] IS NULL OR artifact.id = ANY ($11::uuid[]))
    AND (
        $12::bigint[] IS NULL OR artifact.recipe_id IS NULL AND $14::boolean
        OR (artifact.recipe_id, coalesce(artifact.mime_type, '')) IN (SELECT * FROM unnest($12::bigint[], $13::text[]))
    )
    AND (
        $12::bigint[] IS NULL OR $18::boolean OR NOT EXISTS (
            SELECT FROM reextractions AS past
            WHERE past.artifact_id = artifact.id AND past.verdict = 'refused' AND past.recipe_id IS NOT NULL
            AND (past.recipe_id, coalesce(artifact.mime_type, '')) NOT IN (SELECT * FROM unnest($12::bigint[], $13::text[]))
        )
    )
    AND (
        $20::bigint[] IS NULL OR $18::boolean OR NOT EXISTS (
            SELECT FROM reextractions AS past
            WHERE past.artifact_id = artifact.id AND past.verdict = 'refused' AND past.recipe_id IS NOT NULL
            AND NOT past.recipe_id = ANY ($20::bigint[])
        )
    )
    AND ($15::bigint[] IS NULL OR artifact.recipe_id = ANY ($15::bigint[]) OR artifact.recipe_id IS NULL AND $16::boolean)
    AND (
        NOT $19::boolean OR is_incomplete(
            artifact.id, artifact.part_count, octet_length(artifact.content_text), artifact.extraction_count, artifact.extractor IS NOT NULL
        )
    )
    AND (
        $17::boolean OR EXISTS (
            SELECT FROM artifact_sources AS source
            WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
        )
    )
),
queued AS (
    INSERT INTO job_queue (job_id, user_id, artifact_id)
    SELECT $2::uuid, user_id, id FROM candidate WHERE $2::uuid IS NOT NULL ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING artifact_id
),
counted AS (
    UPDATE scraping_jobs SET total_items = total_items + (SELECT count(*) FROM queued) WHERE id = $2::uuid
)
SELECT
    coalesce(candidate.extractor, 'none'), coalesce(candidate.mime_type, ''), count(*), coalesce(sum(candidate.file_size), 0)::bigint,
    sum(pace.seconds)
FROM candidate
LEFT JOIN (
    SELECT
        job.id,
        extract(epoch FROM job.completed_at - job.started_at) / nullif(
            job.processed_items + job.failed_items - job.unchanged_items - job.skipped_items, 0
        ) AS seconds
    FROM scraping_jobs AS job
    WHERE job.user_id = $1::uuid AND job.completed_at IS NOT NULL
) AS pace ON pace.id = candidate.job_id
GROUP BY 1, 2
ORDER BY 3 DESC, 1, 2;
