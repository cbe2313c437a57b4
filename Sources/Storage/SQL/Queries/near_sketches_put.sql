-- near_sketches_put: gives artifacts $2 of user $1 the sketches $3. One that is another than before is compared anew.
INSERT INTO text_sketches (artifact_id, user_id, sketch)
SELECT given.id, $1::uuid, given.sketch
FROM unnest($2::uuid[], $3::bytea[]) AS given (id, sketch)
ON CONFLICT (artifact_id) DO UPDATE SET sketch = excluded.sketch, bands = NULL
WHERE text_sketches.sketch <> excluded.sketch;
