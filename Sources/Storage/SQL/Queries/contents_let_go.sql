-- contents_let_go: ends contents_hold; whether this session had it, and not another one that was lost.
SELECT pg_advisory_unlock_shared(8317131942092107380);
