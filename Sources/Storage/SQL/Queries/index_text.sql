-- index_text: $3 characters of the text of artifact $1, from character $2 on, counted from 0.
SELECT coalesce(substr(content_text, $2::integer + 1, $3::integer), '') FROM artifacts WHERE id = $1::uuid;
