-- session_user: makes user $1 the one this session acts for; row-level security reads it.
SELECT set_config('stratlogic.user_id', $1, false);
