-- copy_items: the paths of a batch.
COPY staged_items (
    source_url, digest, artifact_id, state, problem_code, problem_message, file_size, modified_ns, changed_ns, inode, looked_at_ns,
    is_container
) FROM STDIN
