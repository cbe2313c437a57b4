-- near_compared: the artifacts $1 were compared with all that came before them; their bands are $2 (array literals), by which those that
-- come later find them.
SELECT keep_bands($1::uuid[], $2::text[]);
