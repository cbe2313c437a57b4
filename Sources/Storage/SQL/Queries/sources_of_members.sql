-- sources_of_members: the URLs that begin what is inside the artifacts $2 of user $1, wherever these were found.
SELECT source.source_url || '!/'
FROM artifact_sources AS source
WHERE source.user_id = $1::uuid AND source.artifact_id = ANY ($2::uuid[])
AND EXISTS (SELECT FROM artifact_members AS member WHERE member.container_id = source.artifact_id);
