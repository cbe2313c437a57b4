-- index_merge_drop: the segments $1, which another has replaced; their blocks and columns go with them.
DELETE FROM index_segments WHERE id = ANY ($1::bigint[]);
