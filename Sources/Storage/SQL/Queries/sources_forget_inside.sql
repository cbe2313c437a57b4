-- sources_forget_inside: drops the sources of user $1 inside the containers $2: of a place where one is now what is there now, of a place where one
-- was once what was in it then, and is not there now. Gives the artifacts that were found so.
-- Served by idx_artifact_sources_artifact_id and idx_artifact_sources_head: a look for each place, whatever the number of sources.
WITH place AS (
    SELECT source.artifact_id, source.source_url || '!/' AS url, source.is_current
    FROM artifact_sources AS source
    WHERE source.user_id = $1::uuid AND source.artifact_id = ANY ($2::uuid[])
    AND EXISTS (SELECT FROM artifact_members AS member WHERE member.container_id = source.artifact_id)
),
dropped AS (
    DELETE FROM artifact_sources
    WHERE id = ANY (ARRAY(
        SELECT inside.id
        FROM place
        CROSS JOIN LATERAL (
            SELECT source.id FROM artifact_sources AS source
            WHERE place.is_current AND source.user_id = $1::uuid AND source.is_current
            AND source.source_head BETWEEN left(place.url, 500) AND left(place.url, 499) || chr(1114111)
            AND starts_with(source.source_url, place.url)
        ) AS inside
        UNION ALL
        SELECT source.id
        FROM place
        JOIN artifact_members AS member ON member.container_id = place.artifact_id
        JOIN artifact_sources AS source ON source.artifact_id = member.member_id
        WHERE NOT place.is_current AND NOT source.is_current AND source.user_id = $1::uuid
        AND starts_with(source.source_url, place.url)
    ))
    RETURNING artifact_id
)
SELECT DISTINCT artifact_id FROM dropped WHERE artifact_id IS NOT NULL;
