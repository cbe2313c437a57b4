-- again_pending: those of the artifacts $1 that wait to be indexed anew.
SELECT artifact_id FROM index_pending WHERE artifact_id = ANY ($1::uuid[]);
