-- job_configure: records a setting that job $1 runs with.
INSERT INTO job_configurations (job_id, config_key, config_value) VALUES ($1::uuid, $2, $3);
