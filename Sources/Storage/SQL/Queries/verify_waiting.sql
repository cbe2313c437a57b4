-- verify_waiting: whose documents wait to be indexed, and how many. Called by `verify`.
SELECT user_id, count(*) FROM index_pending GROUP BY user_id ORDER BY user_id;
