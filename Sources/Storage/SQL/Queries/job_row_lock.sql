-- job_row_lock: from here to the end of the transaction no batch of job $1 is counted; those that were are seen by the next statement. Gives its status.
SELECT status::text FROM scraping_jobs WHERE id = $1::uuid FOR UPDATE;
