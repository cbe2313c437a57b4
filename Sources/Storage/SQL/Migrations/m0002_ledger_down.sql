-- Back to the specified tables alone. Artifacts stay; their sources, parts and ledgers go.

DROP TABLE artifact_parts, job_items, artifact_sources;
DROP FUNCTION source_key(text);

ALTER TABLE artifacts
    DROP CONSTRAINT artifacts_user_id_content_hash_key,
    DROP CONSTRAINT artifacts_user_id_check,
    DROP CONSTRAINT artifacts_file_size_check,
    DROP COLUMN text_hash,
    DROP COLUMN language,
    DROP COLUMN page_count,
    DROP COLUMN state,
    DROP COLUMN problem_code,
    DROP COLUMN problem_message,
    DROP COLUMN extractor;

ALTER TABLE scraping_jobs
    DROP CONSTRAINT scraping_jobs_counts_check,
    DROP CONSTRAINT scraping_jobs_progress_check,
    DROP COLUMN unchanged_items,
    DROP COLUMN skipped_items,
    DROP COLUMN pipeline,
    DROP COLUMN roots;
