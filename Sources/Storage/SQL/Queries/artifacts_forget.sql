-- artifacts_forget: deletes those of the artifacts $2 of user $1 that have no source left, or all of them if $3; all that hangs
-- on them goes with them. Gives the contents that may not be referred to any more (contents_unreferenced).
DELETE FROM artifacts AS artifact
WHERE artifact.user_id = $1::uuid AND artifact.id = ANY ($2::uuid[])
AND ($3::boolean OR NOT EXISTS (SELECT FROM artifact_sources AS source WHERE source.artifact_id = artifact.id))
RETURNING artifact.content_hash;
