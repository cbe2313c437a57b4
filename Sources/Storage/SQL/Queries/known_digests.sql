-- known_digests: which of the digests $2 user $1 already has as artifacts.
SELECT wanted.digest
FROM unnest($2::text[]) AS wanted (digest)
WHERE EXISTS (
    SELECT FROM artifacts AS artifact
    WHERE artifact.user_id = $1::uuid AND artifact.content_hash = wanted.digest
);
