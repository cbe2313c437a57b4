-- retag_texts: the stored texts of the artifacts $2 of user $1, for the keywords of a new job.
SELECT id, coalesce(content_text, '') FROM artifacts WHERE user_id = $1::uuid AND id = ANY ($2::uuid[]);
