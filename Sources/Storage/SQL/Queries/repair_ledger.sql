-- repair_ledger: job $1 has $2 items processed and $3 failed, as its ledger says. Called by `verify --repair`.
UPDATE scraping_jobs
SET processed_items = $2::integer, failed_items = $3::integer, total_items = $2::integer + $3::integer
WHERE id = $1::uuid;
