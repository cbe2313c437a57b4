-- near_compared: the artifacts $1 were compared with all that came before them.
UPDATE text_sketches SET is_compared = true WHERE artifact_id = ANY ($1::uuid[]);
