-- How many rows belong to each document and to each segment of the index, as whoever wrote them counted: what was lost of them is known by that.
-- NULL where nobody counted, as in rows that another program wrote.
ALTER TABLE artifacts
    ADD COLUMN part_count integer,
    ADD COLUMN extraction_count integer,
    ADD CONSTRAINT artifacts_row_counts_check CHECK (part_count >= 0 AND extraction_count >= 0);
ALTER TABLE index_segments
    ADD COLUMN block_count integer,
    ADD COLUMN block_bytes bigint;

-- What was lost before nobody knows.
ALTER TABLE artifacts DISABLE TRIGGER update_artifacts_updated_at;
UPDATE artifacts AS artifact
SET part_count = coalesce(part.n, 0), extraction_count = coalesce(found.n, 0)
FROM artifacts AS counted
LEFT JOIN (SELECT artifact_id, count(*) AS n FROM artifact_parts GROUP BY artifact_id) AS part ON part.artifact_id = counted.id
LEFT JOIN (SELECT artifact_id, count(*) AS n FROM content_extractions GROUP BY artifact_id) AS found ON found.artifact_id = counted.id
WHERE artifact.id = counted.id;
ALTER TABLE artifacts ENABLE TRIGGER update_artifacts_updated_at;
UPDATE index_segments AS segment
SET block_count = block.n, block_bytes = block.bytes
FROM (SELECT segment_id, count(*) AS n, sum(octet_length(payload)) AS bytes FROM index_blocks GROUP BY segment_id) AS block
WHERE segment.id = block.segment_id;

-- What a file was before it changed is asked by its path.
CREATE INDEX idx_artifact_sources_former ON artifact_sources (user_id, source_key, id) WHERE NOT is_current;

-- Whether rows are lost that belong to a document, and that extracting it again gives back, by what its row says: so many parts, bytes of text and
-- extractions, and whether it has an extractor. `verify_rows.sql` asks the same of all documents at once. (Not the whole row as one argument: that would
-- read its text.)
CREATE FUNCTION is_incomplete(artifact uuid, parts integer, text_bytes integer, extractions integer, is_extracted boolean)
RETURNS boolean LANGUAGE sql STABLE
    RETURN EXISTS (
        SELECT FROM (
            SELECT count(*) AS n, coalesce(sum(piece.byte_count) FILTER (WHERE piece.zone = 'body'), 0) AS bytes
            FROM artifact_parts AS piece
            WHERE piece.artifact_id = artifact
        ) AS part
        CROSS JOIN (
            SELECT
                count(*) AS n, coalesce(bool_or(stored.extraction_type = 'metadata'), false) AS has_metadata,
                coalesce(bool_or(stored.extraction_type = 'keyphrases'), false) AS has_keyphrases
            FROM content_extractions AS stored
            WHERE stored.artifact_id = artifact
        ) AS found
        WHERE parts <> part.n OR coalesce(text_bytes, 0) <> part.bytes OR extractions <> found.n
        OR is_extracted AND NOT found.has_metadata
        OR found.has_keyphrases AND NOT EXISTS (SELECT FROM metadata_tags AS tag WHERE tag.artifact_id = artifact)
    );

-- `refused`: extracted again, worse than before, and so left as it was. Those were `unchanged`, or in the state of what was refused.
ALTER TABLE job_items
    DROP CONSTRAINT job_items_state_check,
    ADD CONSTRAINT job_items_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled', 'dead', 'refused'
    ));
ALTER TABLE artifact_sources
    DROP CONSTRAINT artifact_sources_state_check,
    ADD CONSTRAINT artifact_sources_state_check CHECK (state IN (
        'stored', 'duplicate', 'unchanged', 'moved', 'skipped', 'gone', 'unsupported', 'empty', 'encrypted', 'corrupt',
        'truncated', 'crashed', 'too_large', 'timed_out', 'out_of_memory', 'unreadable', 'vanished', 'cancelled', 'dead', 'refused'
    ));
WITH failed AS (
    UPDATE job_items SET state = 'refused'
    WHERE problem_code = 'not_promoted' AND state <> 'unchanged'
    RETURNING job_id
)
UPDATE scraping_jobs AS job
SET processed_items = job.processed_items + refused.n, failed_items = job.failed_items - refused.n
FROM (SELECT job_id, count(*) AS n FROM failed GROUP BY job_id) AS refused
WHERE job.id = refused.job_id;
UPDATE job_items SET state = 'refused' WHERE problem_code = 'not_promoted' AND state <> 'refused';
