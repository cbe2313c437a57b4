-- batch_sketches: the sketches of the batch's new artifacts, of user $1. They wait to be compared.
INSERT INTO text_sketches (artifact_id, user_id, sketch)
SELECT document.id, $1::uuid, document.sketch
FROM staged_documents AS document
WHERE document.sketch IS NOT NULL AND document.id IN (SELECT id FROM staged_new)
ORDER BY document.doc_id;
