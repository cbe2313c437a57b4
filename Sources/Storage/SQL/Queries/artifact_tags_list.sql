-- artifact_tags_list: the tags of artifact $1.
SELECT tag_type, tag_key, tag_value FROM metadata_tags WHERE artifact_id = $1::uuid ORDER BY tag_type, tag_key, tag_value;
