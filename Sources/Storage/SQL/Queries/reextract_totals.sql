-- reextract_totals: what run $1 came to, a row for each verdict: documents, those with another text, characters lost and gained, documents in another
-- language, documents with other tags.
SELECT
    verdict, count(*), count(*) FILTER (WHERE 'text' = ANY (changed)), coalesce(sum(characters_lost), 0)::bigint,
    coalesce(sum(characters_gained), 0)::bigint, count(*) FILTER (WHERE 'language' = ANY (changed)),
    count(*) FILTER (WHERE 'tags' = ANY (changed))
FROM reextractions
WHERE job_id = $1::uuid
GROUP BY verdict
ORDER BY verdict;
