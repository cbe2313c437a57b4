-- keywords_related: for each of the keywords $2 the keyphrases of user $1's documents that have it among theirs, those first that most of them
-- have; three documents make a habit.
SELECT given.keyword, found.phrase
FROM unnest($2::text[]) AS given (keyword)
CROSS JOIN LATERAL (
    SELECT lower(beside.tag_key) AS phrase, count(DISTINCT beside.artifact_id) AS documents
    FROM metadata_tags AS holder
    JOIN artifacts AS artifact ON artifact.id = holder.artifact_id AND artifact.user_id = $1::uuid
    JOIN metadata_tags AS beside ON beside.artifact_id = holder.artifact_id AND beside.tag_type = 'keyphrase'
    WHERE holder.tag_type IN ('keyphrase', 'keyword') AND lower(holder.tag_key) = lower(given.keyword)
    AND lower(beside.tag_key) <> lower(given.keyword)
    GROUP BY lower(beside.tag_key)
    HAVING count(DISTINCT beside.artifact_id) >= 3
    ORDER BY documents DESC, phrase
    LIMIT 8
) AS found
ORDER BY given.keyword, found.documents DESC, found.phrase;
