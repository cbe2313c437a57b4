-- sources_forget: drops the sources of user $1 at the path $2, at one that begins with $3, or inside the container at $2,
-- whatever version.
DELETE FROM artifact_sources
WHERE user_id = $1::uuid AND (source_url = $2 OR starts_with(source_url, $3) OR starts_with(source_url, $2 || '!/'));
