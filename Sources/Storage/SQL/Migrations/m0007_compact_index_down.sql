-- Takes back m0007: a program of before cannot read the index either.
ALTER TABLE index_columns SET (toast_tuple_target = 8160);
ALTER TABLE index_blocks SET (toast_tuple_target = 8160);
DELETE FROM index_segments;
DELETE FROM index_exclusions WHERE is_deleted;
INSERT INTO index_pending (artifact_id, user_id) SELECT id, user_id FROM artifacts ON CONFLICT DO NOTHING;
