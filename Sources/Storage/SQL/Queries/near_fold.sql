-- near_fold: leaves artifact $1 out in favour of $2, which it nearly is: what was found of it is one more source of that, whose state says
-- that other bytes are there. Gives the content that may not be referred to any more.
WITH sources AS (
    UPDATE artifact_sources SET artifact_id = $2::uuid, state = 'skipped' WHERE artifact_id = $1::uuid AND is_current AND state <> 'gone'
),
items AS (
    UPDATE job_items SET artifact_id = $2::uuid, state = 'duplicate' WHERE artifact_id = $1::uuid
)
SELECT content_hash FROM artifacts WHERE id = $1::uuid;
