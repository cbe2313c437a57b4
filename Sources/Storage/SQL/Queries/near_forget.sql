-- near_forget: removes the artifacts $1, which near_fold has left out.
DELETE FROM artifacts WHERE id = ANY ($1::uuid[]);
