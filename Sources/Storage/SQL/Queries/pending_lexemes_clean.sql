-- pending_lexemes_clean: moves what was inserted lately from the full-text index's pending list into the index.
SELECT clean_pending_lexemes();
