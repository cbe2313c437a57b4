-- artifact_text: the text of artifact $2 of user $1.
SELECT coalesce(content_text, '') FROM artifacts WHERE user_id = $1::uuid AND id = $2::uuid;
