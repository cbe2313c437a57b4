-- index_merge_lock: tries to become the one who merges segments of user $1, until the transaction's end.
SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1));
