-- batch_resolve: gives each item of user $1 its artifact, and its state where only the database knows it:
-- content that was there before is `duplicate`, or `unchanged` where this very path already pointed to it. Content that was
-- there when the path was looked at, and was forgotten since, is the next run's to read.
-- Scalar subqueries, not joins: temporary tables have no statistics, and a hash join would read all artifacts a batch.
UPDATE staged_items AS item
SET
    artifact_id = known.id,
    state = CASE
        WHEN known.id IS NULL THEN 'cancelled'
        WHEN item.artifact_id IN (SELECT id FROM staged_new) THEN item.state
        WHEN EXISTS (
            SELECT FROM artifact_sources AS source
            WHERE source.user_id = $1::uuid AND source.source_key = item.source_key AND source.is_current
            AND source.artifact_id = known.id AND source.state <> 'gone'
        ) THEN 'unchanged'
        ELSE 'duplicate'
    END,
    problem_code = CASE WHEN known.id IS NULL THEN 'content_missing' ELSE item.problem_code END,
    problem_message = CASE
        WHEN known.id IS NULL THEN 'the document of which this is a copy was removed meanwhile' ELSE item.problem_message
    END
FROM (
    SELECT
        staged.ctid AS row,
        (
            SELECT artifact.id FROM artifacts AS artifact
            WHERE artifact.user_id = $1::uuid AND artifact.content_hash = staged.digest
        ) AS id
    FROM staged_items AS staged
    WHERE staged.digest IS NOT NULL
) AS known
WHERE item.ctid = known.row;
