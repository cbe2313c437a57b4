-- index_merge_blocks: the blocks of segment $1 after the one of kind $2 with the first key $3, in order: at most 64 of them, and not many
-- more than 1 MB. Served by index_blocks_pkey.
SELECT page.kind, page.first_key, page.payload
FROM (
    SELECT
        block.kind, block.first_key, block.payload,
        sum(octet_length(block.payload)) OVER (ORDER BY block.kind, block.first_key)
            - octet_length(block.payload) AS bytes_before
    FROM (
        SELECT kind, first_key, payload
        FROM index_blocks
        WHERE segment_id = $1::bigint AND (kind, first_key) > ($2::smallint, $3::bytea)
        ORDER BY kind, first_key
        LIMIT 64
    ) AS block
) AS page
WHERE page.bytes_before < 1000000
ORDER BY page.kind, page.first_key;
