-- near_sketches_put: gives artifacts $2 of user $1 the sketches $3 with the bands $4 (array literals). One that is another than
-- before is compared anew.
INSERT INTO text_sketches (artifact_id, user_id, sketch, bands)
SELECT given.id, $1::uuid, given.sketch, given.bands::bigint[]
FROM unnest($2::uuid[], $3::bytea[], $4::text[]) AS given (id, sketch, bands)
ON CONFLICT (artifact_id) DO UPDATE
SET sketch = excluded.sketch, bands = excluded.bands, is_compared = false
WHERE text_sketches.sketch <> excluded.sketch;
