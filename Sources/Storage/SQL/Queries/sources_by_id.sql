-- sources_by_id: the paths of the sources $1.
SELECT id, source_url FROM artifact_sources WHERE id = ANY ($1::bigint[]);
