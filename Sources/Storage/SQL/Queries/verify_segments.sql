-- verify_segments: every segment of the index, with its user. Called by `verify`.
SELECT id, user_id, is_public, document_count FROM index_segments ORDER BY id;
