-- index_text: $3 bytes of the text of artifact $1, from byte $2 on, counted from 0; both where parts meet.
SELECT coalesce(convert_from(substr(textsend(content_text), $2::integer + 1, $3::integer), 'UTF8'), '')
FROM artifacts
WHERE id = $1::uuid;
