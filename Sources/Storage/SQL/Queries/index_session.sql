-- index_session: a session that searches keeps its plans: making them anew takes 4 of a search's 9 ms. Nearly all its statements look rows
-- up by keys, whatever the parameters; and plans are dropped when the tables are analysed.
SET plan_cache_mode = force_generic_plan;
