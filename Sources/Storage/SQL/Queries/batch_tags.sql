-- batch_tags: the tags of the batch's new artifacts.
INSERT INTO metadata_tags (id, artifact_id, tag_type, tag_key, tag_value, is_derived)
SELECT time_ordered_uuid(), staged.artifact_id, staged.tag_type, staged.tag_key, staged.tag_value, true
FROM staged_tags AS staged
WHERE staged.artifact_id IN (SELECT id FROM staged_new);
