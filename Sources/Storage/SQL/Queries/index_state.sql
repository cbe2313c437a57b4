-- index_state: what a search asks first, in one row: how many of the acting user's documents wait to be indexed anew, counted up to $1;
-- whether there are documents that it leaves out, with $2 only those that are deleted; and what the settings say about ranking.
SELECT
    (SELECT count(*) FROM (SELECT FROM index_pending WHERE user_id = acting_user_id() LIMIT $1::bigint) AS waiting),
    EXISTS (SELECT FROM index_exclusions WHERE is_deleted OR NOT $2::boolean),
    ARRAY(SELECT key FROM system_config WHERE starts_with(key, 'search.') AND value IS NOT NULL ORDER BY key),
    ARRAY(SELECT value FROM system_config WHERE starts_with(key, 'search.') AND value IS NOT NULL ORDER BY key);
