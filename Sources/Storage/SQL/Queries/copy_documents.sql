-- copy_documents: the documents of a batch, in the column order of BatchCopy.
COPY staged_documents (
    id, doc_id, artifact_type, source_url, title, description, content_hash, file_size, mime_type, minio_path, keywords, tags, text_hash,
    page_count, state, problem_code, problem_message, extractor, language, recipe_id, sketch
) FROM STDIN
