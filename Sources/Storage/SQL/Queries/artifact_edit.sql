-- artifact_edit: a person gives artifact $2 of user $1 the title $3, the tags $4, and says whether all may see it, $5; what is NULL stays. The trigger
-- note_edits notes what it was.
UPDATE artifacts
SET
    title = coalesce($3, title), tags = CASE WHEN $4::text[] IS NULL THEN tags ELSE $4::text[] END,
    is_public = coalesce($5::boolean, is_public)
WHERE user_id = $1::uuid AND id = $2::uuid;
