-- Takes back m0004.
DROP FUNCTION clean_pending_lexemes();
DROP FUNCTION matching_parts(text[]);
