-- verify_exclusions: documents that a search leaves out although a file has them, or finds although none has; and whether one has. What has no source at all
-- is another matter (verify_rows). Called by `verify`.
SELECT artifact.id, place.is_here
FROM artifacts AS artifact
JOIN (
    SELECT artifact_id, bool_or(is_current AND state <> 'gone') AS is_here
    FROM artifact_sources
    WHERE artifact_id IS NOT NULL
    GROUP BY artifact_id
) AS place ON place.artifact_id = artifact.id
LEFT JOIN index_exclusions AS excluded ON excluded.doc_id = artifact.doc_id
WHERE place.is_here <> (excluded.doc_id IS NULL) OR excluded.is_deleted
ORDER BY artifact.id;
