-- index_merge_segments: the segments of user $1, with the number of blocks they were written with, and the number of deleted documents within their bounds: not fewer than are in them.
SELECT
    segment.id, segment.is_public, segment.document_count, segment.body_length, segment.languages, segment.first_document,
    segment.last_document,
    (
        SELECT count(*) FROM index_exclusions AS excluded
        WHERE excluded.user_id = $1::uuid AND excluded.is_deleted
        AND excluded.doc_id BETWEEN segment.first_document AND segment.last_document
    ),
    segment.block_count
FROM index_segments AS segment
WHERE segment.user_id = $1::uuid
ORDER BY segment.id;
