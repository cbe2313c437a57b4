-- contents_unreferenced: which of the digests $1 no artifact refers to.
-- LATERAL is not needed: an anti-join of a few hundred digests is a probe each of idx_artifacts_content_hash.
SELECT given.digest
FROM unnest($1::text[]) AS given (digest)
WHERE NOT EXISTS (SELECT FROM artifacts AS artifact WHERE artifact.content_hash = given.digest);
