-- job_abandoned: jobs of user $1 that have not ended, of type $2, over the roots $3, with pipeline $4, keywords $5, and the settings $6 with
-- the values $7, newest first. A setting that a job of an older program does not state is no difference.
-- Whether somebody has one in hand is seen by trying its lock.
SELECT id
FROM scraping_jobs
WHERE user_id = $1::uuid AND status IN ('pending', 'running') AND job_type = $2 AND roots = $3::text[] AND pipeline = $4
AND keywords = $5::text[] AND NOT EXISTS (
    SELECT FROM unnest($6::text[], $7::text[]) AS asked (key, value)
    JOIN job_configurations AS stated ON stated.job_id = scraping_jobs.id AND stated.config_key = asked.key
    WHERE stated.config_value IS DISTINCT FROM asked.value
)
ORDER BY created_at DESC;
