-- Takes back m0006.
DROP TABLE saved_searches;
DROP FUNCTION is_content_stored(text);
