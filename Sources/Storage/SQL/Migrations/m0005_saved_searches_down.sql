-- Takes back m0005.
DROP TABLE saved_searches;
