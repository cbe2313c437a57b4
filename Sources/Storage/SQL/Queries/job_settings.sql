-- job_settings: the settings that job $1 runs with.
SELECT config_key, coalesce(config_value, '') FROM job_configurations WHERE job_id = $1::uuid;
