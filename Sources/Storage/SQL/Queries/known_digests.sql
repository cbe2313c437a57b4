-- known_digests: which of the digests $2 user $1 already has as artifacts.
-- LATERAL with LIMIT, so that each digest is one probe of artifacts_user_id_content_hash_key: the planner turns EXISTS into a
-- hash join that reads all artifacts.
SELECT wanted.digest
FROM unnest($2::text[]) AS wanted (digest)
CROSS JOIN LATERAL (
    SELECT FROM artifacts AS artifact
    WHERE artifact.user_id = $1::uuid AND artifact.content_hash = wanted.digest
    LIMIT 1
) AS known;
