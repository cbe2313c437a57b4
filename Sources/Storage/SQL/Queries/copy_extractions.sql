-- copy_extractions: what extractors said about a batch.
COPY staged_extractions (artifact_id, extraction_type, extracted_data, confidence_score) FROM STDIN
