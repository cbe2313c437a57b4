-- near_candidates: for each band $2, of the document with the place $1 in a list, the compared documents that share most of its bands.
SELECT place, artifact_id FROM near_candidates($1::integer[], $2::integer[]);
