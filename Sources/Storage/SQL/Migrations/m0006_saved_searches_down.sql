-- Takes back m0006.
DROP TABLE saved_searches;
