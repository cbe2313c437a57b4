-- artifact_text: the text of artifact $2 of user $1, or of another who made it public.
SELECT coalesce(content_text, '') FROM artifacts WHERE (user_id = $1::uuid OR is_public) AND id = $2::uuid;
