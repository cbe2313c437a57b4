-- sources_forget: drops the sources of user $1 at path $2 or below it ($3 to $4), whatever version.
DELETE FROM artifact_sources
WHERE user_id = $1::uuid
AND (source_url = $2 OR (source_url COLLATE "C" >= $3 AND source_url COLLATE "C" < $4));
