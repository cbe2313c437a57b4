-- index_is_loose: whether the blocks' table is worth writing anew: small enough for a blink (a tenth of a second for 16 MB), and more than
-- 1.4 times what is in it; closely packed it is 1.14 times that.
SELECT CASE
    WHEN pg_total_relation_size('index_blocks') BETWEEN 1048576 AND 33554432 THEN
        pg_total_relation_size('index_blocks') > 1.4 * (SELECT sum(octet_length(payload)) FROM index_blocks)
    ELSE false
END;
