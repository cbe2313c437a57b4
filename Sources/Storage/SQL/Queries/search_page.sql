-- search_page: the best hits of user $1 for any of the terms $2 (words or phrases), none of which matches an excluded term $3.
-- Filters: types $4, languages $5, tags $6 with values $7, labels $8, modified from $9 and before $10 (ns since 1970), all
-- versions $11, among them documents whose files are gone. Beyond the hit ($12 complete, $13 score, $14 id) of the page before; at most $15.
-- Documents with all terms come first; within both groups, the sum over terms of idf x the rank of the best part. ts_rank of
-- one term saturates with its frequency much as BM25 does. Served by idx_artifact_parts_lexemes, in
-- matching_parts.
WITH asked AS (
    SELECT n, phraseto_tsquery('english'::regconfig, term) AS query
    FROM unnest($2::text[]) WITH ORDINALITY AS given (term, n)
),
matches AS MATERIALIZED (
    SELECT n, artifact_id, part, rank FROM matching_parts($2::text[])
),
postings AS (
    SELECT n, artifact_id, max(rank) AS rank FROM matches GROUP BY n, artifact_id
),
weights AS (
    SELECT n, ln(1 + (SELECT count(*) FROM artifacts)::double precision / count(*)) AS idf FROM postings GROUP BY n
),
scored AS (
    SELECT
        postings.artifact_id, sum(weights.idf * postings.rank) AS score,
        count(*) = (SELECT count(*) FROM asked WHERE numnode(query) > 0) AS complete
    FROM postings
    JOIN weights ON weights.n = postings.n
    GROUP BY postings.artifact_id
),
excluded AS (
    SELECT DISTINCT artifact_id FROM matching_parts($3::text[])
),
visible AS MATERIALIZED (
    SELECT
        artifact.id, scored.score, scored.complete, artifact.artifact_type, artifact.mime_type, artifact.language
    FROM scored
    JOIN artifacts AS artifact ON artifact.id = scored.artifact_id
    WHERE (artifact.user_id = $1::uuid OR artifact.is_public)
    AND NOT EXISTS (SELECT FROM excluded WHERE excluded.artifact_id = artifact.id)
    AND (cardinality($4::text[]) = 0 OR artifact.artifact_type::text = ANY ($4::text[]) OR artifact.mime_type = ANY ($4::text[]))
    AND (cardinality($5::text[]) = 0 OR artifact.language = ANY ($5::text[]))
    AND (
        SELECT coalesce(bool_and(EXISTS (
            SELECT FROM metadata_tags AS tag
            WHERE tag.artifact_id = artifact.id AND tag.tag_key = wanted.key AND tag.tag_value = wanted.value
        )), true)
        FROM unnest($6::text[], $7::text[]) AS wanted (key, value)
    )
    AND (cardinality($8::text[]) = 0 OR artifact.tags @> $8::text[])
    AND (
        $11::boolean AND $9::bigint IS NULL AND $10::bigint IS NULL
        OR EXISTS (
            SELECT FROM artifact_sources AS source
            WHERE source.artifact_id = artifact.id AND ($11::boolean OR source.is_current AND source.state <> 'gone')
            AND ($9::bigint IS NULL OR source.modified_ns >= $9::bigint)
            AND ($10::bigint IS NULL OR source.modified_ns < $10::bigint)
        )
    )
),
page AS (
    SELECT id, score, complete
    FROM visible
    WHERE $14::uuid IS NULL OR (complete, score, id) < ($12::boolean, $13::double precision, $14::uuid)
    ORDER BY complete DESC, score DESC, id DESC
    LIMIT $15::bigint
)
SELECT
    artifact.id, coalesce(artifact.title, ''), coalesce(here.source_url, artifact.source_url, ''), artifact.mime_type,
    artifact.artifact_type::text, artifact.language, page.score, page.complete, best.first_page,
    CASE
        WHEN best.char_count > 0 THEN ts_headline(
            'english'::regconfig, substr(artifact.content_text, best.start_char + 1, best.char_count),
            (SELECT tsquery_or_agg.query FROM (
                SELECT string_agg('(' || asked.query::text || ')', ' | ')::tsquery AS query FROM asked WHERE numnode(asked.query) > 0
            ) AS tsquery_or_agg),
            'StartSel=' || chr(2) || ',StopSel=' || chr(3) || ',MaxWords=32,MinWords=16,ShortWord=0,MaxFragments=1'
        )
        ELSE left(artifact.content_text, 200)
    END,
    to_char(artifact.created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), artifact.tags,
    (SELECT count(*) FROM visible),
    (
        SELECT coalesce(jsonb_object_agg(facet.name, facet.counts), '{}')::text
        FROM (
            SELECT counted.name, jsonb_object_agg(counted.value, counted.count) AS counts
            FROM (
                SELECT 'artifact_type' AS name, artifact_type::text AS value, count(*) FROM visible GROUP BY 2
                UNION ALL
                SELECT 'mime_type', coalesce(mime_type, ''), count(*) FROM visible GROUP BY 2
                UNION ALL
                SELECT 'language', language, count(*) FROM visible WHERE language IS NOT NULL GROUP BY 2
            ) AS counted
            GROUP BY counted.name
        ) AS facet
    )
FROM page
JOIN artifacts AS artifact ON artifact.id = page.id
LEFT JOIN LATERAL (
    SELECT source.source_url FROM artifact_sources AS source
    WHERE source.artifact_id = artifact.id AND source.is_current
    ORDER BY source.state = 'gone', source.id
    LIMIT 1
) AS here ON true
LEFT JOIN LATERAL (
    SELECT part.first_page, part.start_char, part.char_count
    FROM matches
    JOIN artifact_parts AS part ON part.artifact_id = matches.artifact_id AND part.part = matches.part
    WHERE matches.artifact_id = artifact.id AND part.part > 0
    GROUP BY part.part, part.first_page, part.start_char, part.char_count
    ORDER BY count(*) DESC, sum(matches.rank) DESC, part.part
    LIMIT 1
) AS best ON true
ORDER BY page.complete DESC, page.score DESC, page.id DESC;
