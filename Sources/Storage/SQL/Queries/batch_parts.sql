-- batch_parts: the parts of the batch's new artifacts, with their lexemes.
-- The text itself stands once, in artifacts.content_text; a part says which characters of it are its own.
-- Part 0 holds what a document is called, title and file name, weighted above any text: so a document without text is found
-- by its name, and one whose title says it is found first.
INSERT INTO artifact_parts (
    artifact_id, part, first_page, last_page, start_char, char_count, language_config, lexemes
)
SELECT
    staged.artifact_id, staged.part, staged.first_page, staged.last_page, staged.start_char, staged.char_count,
    'english'::regconfig, to_tsvector('english'::regconfig, staged.body)
FROM staged_parts AS staged
WHERE staged.artifact_id IN (SELECT id FROM staged_new)
UNION ALL
SELECT
    document.id, 0, NULL, NULL, 0, 0, 'english'::regconfig,
    setweight(to_tsvector('english'::regconfig, document.names), 'A')
FROM staged_documents AS document
WHERE document.id IN (SELECT id FROM staged_new);
