-- index_pending_count: how many of the acting user's documents wait to be indexed anew, counted up to $1.
SELECT count(*) FROM (SELECT FROM index_pending WHERE user_id = acting_user_id() LIMIT $1::bigint) AS waiting;
