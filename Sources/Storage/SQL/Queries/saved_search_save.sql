-- saved_search_save: keeps query $3 with options $4 (JSON) of user $1 under the name $2, in place of one of that name. A search
-- that asks for something else than before has not been looked at yet. Tells whether there was one.
INSERT INTO saved_searches AS saved (user_id, name, query, options)
VALUES ($1::uuid, $2, $3, $4::jsonb)
ON CONFLICT ON CONSTRAINT saved_searches_name_key DO UPDATE SET
    query = excluded.query, options = excluded.options,
    last_looked_at = CASE
        WHEN saved.query = excluded.query AND saved.options = excluded.options THEN saved.last_looked_at
    END
RETURNING xmax <> 0;
