-- index_segment_insert: a segment of user $1, public or not ($2), with $3 documents from $4 to $5; what is known of it only when
-- its blocks are written follows by index_segment_complete.
INSERT INTO index_segments (user_id, is_public, document_count, body_length, languages, first_document, last_document)
VALUES ($1::uuid, $2::boolean, $3::integer, 0, '{}', $4::integer, $5::integer)
RETURNING id;
