-- verify_segments: every segment of the index, with its user, what its blocks were to be and what they are, and the columns it has. Called by
-- `verify`. Reads the lengths of all blocks, and none of them.
SELECT
    segment.id, segment.user_id, segment.is_public, segment.document_count, segment.block_count, segment.block_bytes,
    coalesce(block.n, 0), coalesce(block.bytes, 0), coalesce(kept.names, '{}')
FROM index_segments AS segment
LEFT JOIN (
    SELECT segment_id, count(*) AS n, sum(octet_length(payload)) AS bytes FROM index_blocks GROUP BY segment_id
) AS block ON block.segment_id = segment.id
LEFT JOIN (
    SELECT segment_id, array_agg(name ORDER BY name) AS names FROM index_columns GROUP BY segment_id
) AS kept ON kept.segment_id = segment.id
ORDER BY segment.id;
