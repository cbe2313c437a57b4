-- jobs_by_prefix: jobs of user $1 whose id begins with $2: people type the first digits of one. At most two are of interest.
SELECT id FROM scraping_jobs WHERE user_id = $1::uuid AND id::text LIKE $2 || '%' ORDER BY id LIMIT 2;
