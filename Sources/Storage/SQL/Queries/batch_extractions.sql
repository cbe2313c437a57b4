-- batch_extractions: what extractors said about the batch's new artifacts.
INSERT INTO content_extractions (id, artifact_id, extraction_type, extracted_data, confidence_score)
SELECT time_ordered_uuid(), staged.artifact_id, staged.extraction_type, staged.extracted_data, staged.confidence_score
FROM staged_extractions AS staged
WHERE staged.artifact_id IN (SELECT id FROM staged_new);
