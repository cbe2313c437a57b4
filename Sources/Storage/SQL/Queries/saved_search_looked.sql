-- saved_search_looked: the search $2 of user $1 has shown what was stored up to $3.
UPDATE saved_searches SET last_looked_at = $3::timestamp WHERE user_id = $1::uuid AND name = $2;
