-- jobs_unwalked: jobs of the types $1 that have not ended and of which not all work is known, although nobody has them in hand: the process that
-- walked is gone. In the order in which they are to be served.
SELECT job_id, user_id FROM open_jobs($1::text[]) WHERE NOT is_walked AND NOT is_held;
