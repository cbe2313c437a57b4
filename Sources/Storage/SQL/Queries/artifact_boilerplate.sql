-- artifact_boilerplate: what stands around the text of artifact $2 of user $1, or of another who made it public.
SELECT coalesce(string_agg(part.own_text, '' ORDER BY part.part), '')
FROM artifacts AS artifact
JOIN artifact_parts AS part ON part.artifact_id = artifact.id AND part.zone = 'boilerplate'
WHERE (artifact.user_id = $1::uuid OR artifact.is_public) AND artifact.id = $2::uuid;
