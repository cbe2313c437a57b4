-- user_by_name: the active user called $1.
SELECT id FROM users WHERE username = $1 AND is_active;
