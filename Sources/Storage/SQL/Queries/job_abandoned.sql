-- job_abandoned: jobs of user $1 that have not ended, of type $2, over the roots $3, with pipeline $4 and keywords $5, newest first.
-- Whether somebody has one in hand is seen by trying its lock.
SELECT id
FROM scraping_jobs
WHERE user_id = $1::uuid AND status IN ('pending', 'running') AND job_type = $2 AND roots = $3::text[] AND pipeline = $4
AND keywords = $5::text[]
ORDER BY created_at DESC;
