-- saved_search_delete: user $1 keeps the search $2 no longer.
DELETE FROM saved_searches WHERE user_id = $1::uuid AND name = $2;
