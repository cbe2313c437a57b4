DROP TABLE reextractions;
ALTER TABLE metadata_tags DROP COLUMN is_derived;
DROP TRIGGER note_edits ON artifacts;
DROP FUNCTION note_edits();
ALTER TABLE artifacts DROP COLUMN edited, DROP COLUMN recipe_id;
DROP TABLE extraction_recipes;
