-- index_exclusions_unused: forgets the deleted documents of user $1 that are in no segment any more, as far as the segments' bounds say; only
-- those among $2 if that is given.
DELETE FROM index_exclusions AS excluded
WHERE excluded.user_id = $1::uuid AND excluded.is_deleted
AND ($2::integer[] IS NULL OR excluded.doc_id = ANY ($2::integer[]))
AND NOT EXISTS (
    SELECT FROM index_segments AS segment
    WHERE segment.user_id = excluded.user_id
    AND excluded.doc_id BETWEEN segment.first_document AND segment.last_document
);
