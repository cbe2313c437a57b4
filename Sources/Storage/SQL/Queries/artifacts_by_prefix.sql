-- artifacts_by_prefix: artifacts of user $1, and if $3 those that others made public, whose id begins with $2: people type the
-- first digits of one. At most two are of interest.
SELECT id FROM artifacts WHERE (user_id = $1::uuid OR $3::boolean AND is_public) AND id::text LIKE $2 || '%' ORDER BY id LIMIT 2;
