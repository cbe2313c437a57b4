-- copy_tags: the tags of a batch.
COPY staged_tags (artifact_id, tag_type, tag_key, tag_value) FROM STDIN
