-- repair_index: queues the artifacts $1 to be indexed anew. Called by `verify --repair`.
INSERT INTO index_pending (artifact_id, user_id)
SELECT artifact.id, artifact.user_id FROM artifacts AS artifact WHERE artifact.id = ANY ($1::uuid[])
ON CONFLICT (artifact_id) DO NOTHING;
