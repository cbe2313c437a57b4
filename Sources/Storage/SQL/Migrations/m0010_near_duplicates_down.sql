-- Back to a fingerprint for each text; it is made with the document's next entry in the index.
DROP FUNCTION near_candidates(integer[], bigint[]);
DROP TABLE text_sketches;
DROP INDEX idx_artifacts_near_group;
DROP SEQUENCE near_group_number;
ALTER TABLE artifacts DROP COLUMN near_group;
ALTER TABLE artifacts ADD COLUMN text_fingerprint bigint;
