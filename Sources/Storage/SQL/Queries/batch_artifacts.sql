-- batch_artifacts: the batch's documents become artifacts of job $1 and user $2; known content is left as it is.
-- Ordered by digest, so that two ingests that store the same content take the unique index's locks in one order.
-- What was new is remembered in staged_new: only those get parts, tags and extractions.
WITH texts AS (
    SELECT artifact_id, string_agg(body, '' ORDER BY part) FILTER (WHERE zone = 'body') AS body, count(*) AS parts
    FROM staged_parts
    GROUP BY artifact_id
),
findings AS (
    SELECT artifact_id, count(*) AS rows FROM staged_extractions GROUP BY artifact_id
),
new AS (
    INSERT INTO artifacts (
        id, doc_id, job_id, user_id, artifact_type, source_url, title, description, content_hash, file_size, mime_type, minio_path,
        content_text, keywords, tags, text_hash, page_count, state, problem_code, problem_message, extractor,
        language, recipe_id, part_count, extraction_count
    )
    SELECT
        document.id, document.doc_id, $1::uuid, $2::uuid, document.artifact_type::artifact_type, document.source_url, document.title,
        document.description, document.content_hash, document.file_size, document.mime_type, document.minio_path,
        texts.body, document.keywords, document.tags, document.text_hash, document.page_count, document.state,
        document.problem_code, document.problem_message, document.extractor, document.language, document.recipe_id,
        coalesce(texts.parts, 0), coalesce(findings.rows, 0)
    FROM staged_documents AS document
    LEFT JOIN texts ON texts.artifact_id = document.id
    LEFT JOIN findings ON findings.artifact_id = document.id
    ORDER BY document.content_hash
    ON CONFLICT (user_id, content_hash) DO NOTHING
    RETURNING id
)
INSERT INTO staged_new (id)
SELECT id FROM new;
