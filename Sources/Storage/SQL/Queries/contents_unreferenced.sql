-- contents_unreferenced: which of the digests $1 no artifact of any user refers to. Served by idx_artifacts_content_hash.
SELECT given.digest
FROM unnest($1::text[]) AS given (digest)
WHERE NOT is_content_stored(given.digest);
