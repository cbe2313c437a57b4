-- saved_searches_list: the searches that user $1 keeps (or only the one named $2), in the order of their names.
SELECT
    name, query, options ->> 'type', options ->> 'language',
    ARRAY(SELECT jsonb_array_elements_text(coalesce(options -> 'tag', '[]'))), options ->> 'since', options ->> 'until',
    coalesce((options -> 'all_versions')::boolean, false),
    to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(last_looked_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
FROM saved_searches
WHERE user_id = $1::uuid AND ($2::text IS NULL OR name = $2)
ORDER BY name;
