-- batch_parts: where the pages of the batch's new artifacts are in their text and in the index.
-- The text itself stands once, in artifacts.content_text; a part says which bytes of it are its own. What
-- stands around the text is in the parts themselves.
INSERT INTO artifact_parts (artifact_id, part, first_page, last_page, start_byte, byte_count, first_position, zone, own_text)
SELECT
    staged.artifact_id, staged.part, staged.first_page, staged.last_page, staged.start_byte, staged.byte_count,
    staged.first_position, staged.zone, CASE WHEN staged.zone <> 'body' THEN staged.body END
FROM staged_parts AS staged
WHERE staged.artifact_id IN (SELECT id FROM staged_new);
