-- contents_close: waits until nobody holds contents (contents_hold), and makes those wait who would.
SELECT pg_advisory_lock(8317131942092107380);
