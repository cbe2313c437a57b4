-- copy_parts: the texts of a batch, part by part.
COPY staged_parts (artifact_id, part, first_page, last_page, start_byte, byte_count, first_position, zone, body) FROM STDIN
