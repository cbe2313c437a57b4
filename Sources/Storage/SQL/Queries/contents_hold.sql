-- contents_hold: from here on, no content is removed until this session lets go. Waits for a removal that is under way.
-- The number only has to be ours: "slcontnt" in bytes.
SELECT pg_advisory_lock_shared(8317131942092107380);
