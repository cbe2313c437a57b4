-- Takes back m0008: what stood around texts is lost. The index still finds its words, until a document is indexed anew.
DELETE FROM artifact_parts WHERE zone = 'boilerplate';
ALTER TABLE artifact_parts
    DROP CONSTRAINT artifact_parts_own_text_check,
    DROP CONSTRAINT artifact_parts_zone_check,
    DROP COLUMN own_text,
    DROP COLUMN zone;
