-- items_moved: content found under a new path while its former path is gone was moved, not duplicated. Job $1.
UPDATE job_items AS item
SET state = 'moved'
WHERE item.job_id = $1::uuid AND item.state = 'duplicate'
AND EXISTS (
    SELECT FROM job_items AS former
    WHERE former.job_id = item.job_id AND former.state = 'gone' AND former.artifact_id = item.artifact_id
);
