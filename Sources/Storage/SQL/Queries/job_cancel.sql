-- job_cancel: ends job $1, which has not ended; whoever works on it stops when it hears of that. What is queued stays, for a resumption. Gives
-- whether there was anything to end.
UPDATE scraping_jobs SET status = 'cancelled', completed_at = now() AT TIME ZONE 'utc'
WHERE id = $1::uuid AND status IN ('pending', 'running')
RETURNING true;
