-- Takes away everything the first migration made, with all rows.

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'stratlogic') THEN
        ALTER DEFAULT PRIVILEGES IN SCHEMA stratlogic REVOKE ALL ON TABLES FROM stratlogic;
        ALTER DEFAULT PRIVILEGES IN SCHEMA stratlogic REVOKE ALL ON SEQUENCES FROM stratlogic;
    END IF;
END;
$$;

DROP TABLE api_keys, audit_logs, api_rate_limits, system_config, content_extractions, metadata_tags, artifacts,
    job_configurations, scraping_jobs, user_sessions, users;
DROP FUNCTION update_updated_at_column();
DROP TYPE user_role, artifact_type, job_status;
