-- batch_sources_retire: a path whose content changed keeps its former version, no longer current. User $1.
UPDATE artifact_sources AS source
SET is_current = false
FROM staged_items AS item
CROSS JOIN LATERAL (
    SELECT former.id FROM artifact_sources AS former
    WHERE former.user_id = $1::uuid AND source_key(former.source_url) = source_key(item.source_url) AND former.is_current
    AND former.artifact_id IS DISTINCT FROM item.artifact_id
    LIMIT 1
) AS former
WHERE source.id = former.id AND item.artifact_id IS NOT NULL;
