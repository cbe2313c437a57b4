-- m0007_compact_index: postings and columns of segments are written in fewer bits now; what is there in the former way is made anew.
DELETE FROM index_segments;
DELETE FROM index_exclusions WHERE is_deleted;
INSERT INTO index_pending (artifact_id, user_id) SELECT id, user_id FROM artifacts ON CONFLICT DO NOTHING;

-- A row of more than half a page goes into pieces of a quarter: in line, it would leave most of the rest of its page empty.
ALTER TABLE index_blocks SET (toast_tuple_target = 4080);
ALTER TABLE index_columns SET (toast_tuple_target = 4080);
