-- job_delete: deletes job $1 with its ledger and its queue.
DELETE FROM scraping_jobs WHERE id = $1::uuid;
