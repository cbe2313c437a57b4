-- retag_replace: gives artifact $1 the keywords $2 with their counts $3, beside those it had.
WITH counted AS (
    SELECT keyword, occurrences FROM unnest($2::text[], $3::text[]) AS given (keyword, occurrences)
),
former AS (
    DELETE FROM metadata_tags
    WHERE artifact_id = $1::uuid AND tag_type = 'keyword' AND tag_key IN (SELECT keyword FROM counted)
),
named AS (
    UPDATE artifacts
    SET keywords = ARRAY(SELECT DISTINCT unnest(coalesce(keywords, '{}') || $2::text[]) ORDER BY 1)
    WHERE id = $1::uuid
)
INSERT INTO metadata_tags (artifact_id, tag_type, tag_key, tag_value, is_derived)
SELECT $1::uuid, 'keyword', keyword, occurrences, true FROM counted;
