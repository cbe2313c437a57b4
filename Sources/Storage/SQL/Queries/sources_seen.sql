-- sources_seen: what is recorded of the sources $1 besides their paths: size, modification and inode. Called by a preview.
SELECT id, source_url, coalesce(file_size, 0), coalesce(modified_ns, 0), coalesce(inode, 0) FROM artifact_sources WHERE id = ANY ($1::bigint[]);
