-- pending_lexemes_clean: moves what was inserted lately from the index's pending list into the index.
-- A search has to scan the pending list whole (25 x slower with a long one), so no ingest leaves one behind.
SELECT gin_clean_pending_list('stratlogic.artifact_parts_lexemes_idx'::regclass);
