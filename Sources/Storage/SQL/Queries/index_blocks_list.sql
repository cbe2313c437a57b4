-- index_blocks_list: the blocks of kind $2 in segments $1 that may hold keys from $3 up to, not including, $4 (one range an element), by
-- segment and range: the last block that begins at or before a range, and those that begin within. A block of more than a page is one
-- long list, so it is left out unless it begins with the range. Served by index_blocks_pkey.
SELECT segment.id, range.n::integer, block.first_key, block.payload
FROM unnest($1::bigint[]) AS segment (id)
CROSS JOIN unnest($3::bytea[], $4::bytea[]) WITH ORDINALITY AS range (lower, upper, n)
CROSS JOIN LATERAL (
    SELECT before.first_key, before.payload
    FROM (
        SELECT candidate.first_key, candidate.payload
        FROM index_blocks AS candidate
        WHERE candidate.segment_id = segment.id AND candidate.kind = $2::smallint AND candidate.first_key <= range.lower
        ORDER BY candidate.first_key DESC
        LIMIT 1
    ) AS before
    WHERE before.first_key = range.lower OR octet_length(before.payload) <= 8000
    UNION ALL
    (
        SELECT within.first_key, within.payload
        FROM index_blocks AS within
        WHERE within.segment_id = segment.id AND within.kind = $2::smallint
        AND within.first_key > range.lower AND within.first_key < range.upper
        ORDER BY within.first_key
    )
) AS block;
