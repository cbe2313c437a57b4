-- What search and ingest need the owner's rights for.

-- Every part of a document that the acting user may see and that matches one of the terms (words, or phrases), with its rank
-- and the term's position in the list. SECURITY DEFINER, because under row-level security @@ may not use the index: it is not
-- leakproof. So the function applies the policy's own condition. pg_temp last: nobody's temporary table stands in for ours.
CREATE FUNCTION matching_parts(terms text[])
RETURNS TABLE (n bigint, artifact_id uuid, part integer, rank real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    SELECT asked.n, found.artifact_id, found.part, ts_rank(found.lexemes, asked.query)
    FROM (
        SELECT given.n, phraseto_tsquery('english'::regconfig, given.term) AS query
        FROM unnest(terms) WITH ORDINALITY AS given (term, n)
    ) AS asked
    JOIN artifact_parts AS found ON found.lexemes @@ asked.query
    JOIN artifacts AS artifact ON artifact.id = found.artifact_id
    WHERE numnode(asked.query) > 0 AND (artifact.user_id = acting_user_id() OR artifact.is_public)
$$;

-- Moves what was inserted lately from the full-text index's pending list into the index proper: a search has to read that list
-- whole, and is 25 times slower with a long one. Only an index's owner may do it.
CREATE FUNCTION clean_pending_lexemes()
RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = stratlogic, pg_catalog, pg_temp
AS $$
    SELECT gin_clean_pending_list('stratlogic.idx_artifact_parts_lexemes'::regclass)
$$;
