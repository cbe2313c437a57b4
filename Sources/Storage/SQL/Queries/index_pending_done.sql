-- index_pending_done: the artifacts $1 are indexed as they are now.
DELETE FROM index_pending WHERE artifact_id = ANY ($1::uuid[]);
