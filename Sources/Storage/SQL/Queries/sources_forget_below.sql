-- sources_forget_below: drops the sources of user $1 that begin with one of $2, whatever version.
DELETE FROM artifact_sources AS source
USING unnest($2::text[]) AS place (url)
WHERE source.user_id = $1::uuid AND starts_with(source.source_url, place.url);
