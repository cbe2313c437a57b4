-- index_segments_list: the segments that the acting user may read: row-level security chooses.
SELECT id, is_public, document_count, body_length, languages FROM index_segments ORDER BY id;
