-- again_waiting: those of the artifacts $2 that are queued for job $1 still, held until the commit. Others were finished by somebody else, or by a batch whose
-- answer was lost. Served by job_queue_pkey.
SELECT artifact_id FROM job_queue
WHERE job_id = $1::uuid AND item_key = ANY (ARRAY(SELECT uuid_send(id) FROM unnest($2::uuid[]) AS given (id)))
ORDER BY artifact_id
FOR UPDATE;
