-- index_segment_complete: the length $2 of the bodies in segment $1, and the languages $3 of its stems.
UPDATE index_segments SET body_length = $2::bigint, languages = $3::text[] WHERE id = $1::bigint;
