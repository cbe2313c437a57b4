-- repair_segment: drops segment $1, whose bytes cannot be read; what was in it is then found to be missing. Called by `verify --repair`.
DELETE FROM index_segments WHERE id = $1::bigint;
