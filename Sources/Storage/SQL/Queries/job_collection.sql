-- job_collection: notes among the settings of job $1 how many documents the acting user's index held before it.
INSERT INTO job_configurations (job_id, config_key, config_value)
SELECT $1::uuid, 'collection', coalesce(sum(document_count), 0)::text FROM index_segments;
