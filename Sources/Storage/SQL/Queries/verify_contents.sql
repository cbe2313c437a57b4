-- verify_contents: the first $2 contents behind the digest $1 that artifacts refer to, with their size. Called by `verify`:
-- of what its role sees, which is everything for the owner of the tables. Served by idx_artifacts_content_hash.
SELECT content_hash, min(file_size)::bigint
FROM artifacts
WHERE content_hash > $1::text
GROUP BY content_hash
ORDER BY content_hash
LIMIT $2::bigint;
