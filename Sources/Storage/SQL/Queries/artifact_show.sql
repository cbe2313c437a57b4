-- artifact_show: one artifact, $2, of user $1, or of another who made it public.
SELECT
    id, job_id, artifact_type::text, source_url, title, description, content_hash, file_size, mime_type, minio_path, keywords,
    tags, state, problem_code, problem_message, page_count, extractor, is_public, language,
    to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    coalesce(length(content_text), 0),
    (
        SELECT coalesce(sum(length(part.own_text)), 0) FROM artifact_parts AS part
        WHERE part.artifact_id = artifacts.id AND part.zone = 'boilerplate'
    )
FROM artifacts
WHERE (user_id = $1::uuid OR is_public) AND id = $2::uuid;
