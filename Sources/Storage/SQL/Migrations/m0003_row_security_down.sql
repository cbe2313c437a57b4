-- No policies, no row-level security: the conditions in the queries hold alone.

DROP POLICY public_read ON artifact_parts;
DROP POLICY any_insert ON artifact_parts;
DROP POLICY owner_all ON artifact_parts;
DROP POLICY public_read ON content_extractions;
DROP POLICY any_insert ON content_extractions;
DROP POLICY owner_all ON content_extractions;
DROP POLICY public_read ON metadata_tags;
DROP POLICY any_insert ON metadata_tags;
DROP POLICY owner_all ON metadata_tags;
DROP POLICY any_insert ON job_items;
DROP POLICY owner_all ON job_items;
DROP POLICY any_insert ON job_configurations;
DROP POLICY owner_all ON job_configurations;
DROP POLICY owner_all ON scraping_jobs;
DROP POLICY owner_all ON artifact_sources;
DROP POLICY public_read ON artifacts;
DROP POLICY owner_all ON artifacts;

ALTER TABLE artifact_parts DISABLE ROW LEVEL SECURITY;
ALTER TABLE content_extractions DISABLE ROW LEVEL SECURITY;
ALTER TABLE metadata_tags DISABLE ROW LEVEL SECURITY;
ALTER TABLE job_items DISABLE ROW LEVEL SECURITY;
ALTER TABLE job_configurations DISABLE ROW LEVEL SECURITY;
ALTER TABLE scraping_jobs DISABLE ROW LEVEL SECURITY;
ALTER TABLE artifact_sources DISABLE ROW LEVEL SECURITY;
ALTER TABLE artifacts DISABLE ROW LEVEL SECURITY;

DROP FUNCTION acting_user_id();
