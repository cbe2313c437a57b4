-- reextract_languages: the languages of documents of user $1.
SELECT DISTINCT language FROM artifacts WHERE user_id = $1::uuid AND language IS NOT NULL ORDER BY language;
