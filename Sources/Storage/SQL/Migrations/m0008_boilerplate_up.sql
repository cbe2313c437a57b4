-- What stands around a document's text (navigation, comments, footers) is kept in parts of its own, behind those of the text:
-- `content_text` is the text alone.
ALTER TABLE artifact_parts
    ADD COLUMN zone varchar(20) NOT NULL DEFAULT 'body',
    ADD COLUMN own_text text, -- of a part that is not of content_text; start_byte and byte_count then say where it lies among its like
    ADD CONSTRAINT artifact_parts_zone_check CHECK (zone IN ('body', 'boilerplate')),
    ADD CONSTRAINT artifact_parts_own_text_check CHECK ((zone = 'body') = (own_text IS NULL));
