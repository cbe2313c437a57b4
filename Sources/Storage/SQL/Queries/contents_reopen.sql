-- contents_reopen: ends contents_close.
SELECT pg_advisory_unlock(8317131942092107380);
