-- job_mark: records the setting $2 of job $1, or another value of it.
-- A setting stands once with its job, but no key says so: whoever writes holds the job.
WITH known AS (
    UPDATE job_configurations SET config_value = $3 WHERE job_id = $1::uuid AND config_key = $2
    RETURNING job_id
)
INSERT INTO job_configurations (job_id, config_key, config_value)
SELECT $1::uuid, $2, $3 WHERE NOT EXISTS (SELECT FROM known);
