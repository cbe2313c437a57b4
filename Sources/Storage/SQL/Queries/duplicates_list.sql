-- duplicates_list: the documents of user $1 that are in several places, a row a place, and those that are nearly the same as others, a row a
-- document; up to $2 rows, those first that take up most. A place whose own document was left out, because it is nearly the one that stands
-- for it, is `skipped`: what is there is not equal. Read by `duplicates`; idx_artifact_sources_artifact_id serves the places of one document.
WITH several AS (
    SELECT
        source.artifact_id, bool_or(source.state = 'skipped') AS is_near,
        coalesce(sum(source.file_size) - max(source.file_size), 0) AS weight
    FROM artifact_sources AS source
    WHERE source.user_id = $1::uuid AND source.is_current AND source.state <> 'gone' AND source.artifact_id IS NOT NULL
    GROUP BY source.artifact_id
    HAVING count(*) > 1
),
grouped AS (
    SELECT artifact.near_group, artifact.id, artifact.doc_id, artifact.title, artifact.file_size, here.source_url
    FROM artifacts AS artifact
    CROSS JOIN LATERAL (
        SELECT source.source_url FROM artifact_sources AS source
        WHERE source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
        ORDER BY source.id
        LIMIT 1
    ) AS here
    WHERE artifact.user_id = $1::uuid AND artifact.near_group IS NOT NULL
),
near AS (
    SELECT grouped.near_group, sum(grouped.file_size) AS size FROM grouped GROUP BY grouped.near_group HAVING count(*) > 1
),
found AS (
    SELECT
        CASE WHEN several.is_near THEN 'near' ELSE 'equal' END AS kind, artifact.id::text AS key, artifact.id, artifact.title,
        source.source_url, coalesce(source.file_size, artifact.file_size) AS file_size, several.weight, source.id AS n,
        source.state = 'skipped' AS is_skipped
    FROM several
    JOIN artifacts AS artifact ON artifact.id = several.artifact_id
    JOIN artifact_sources AS source ON source.artifact_id = artifact.id AND source.is_current AND source.state <> 'gone'
    UNION ALL
    SELECT
        'near', near.near_group::text, grouped.id, grouped.title, grouped.source_url, grouped.file_size, near.size,
        grouped.doc_id, false
    FROM near
    JOIN grouped ON grouped.near_group = near.near_group
)
SELECT kind, key, id, coalesce(title, ''), coalesce(source_url, ''), coalesce(file_size, 0), is_skipped
FROM found
ORDER BY weight DESC, kind, key, n
LIMIT $2;
