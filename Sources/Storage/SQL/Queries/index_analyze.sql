-- index_analyze: what the planner must know to read a document's row, part and source by their keys: without it, a hit of a first ingest
-- took 80 ms. By the tables' owner.
ANALYZE (SKIP_LOCKED) artifacts (id, user_id, doc_id), artifact_parts (artifact_id, part), artifact_sources (artifact_id, is_current),
    index_segments (id, user_id), index_blocks (segment_id, kind, first_key), index_columns (segment_id, name);
