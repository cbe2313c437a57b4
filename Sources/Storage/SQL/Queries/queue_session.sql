-- queue_session: what the planner believes of a queue is always out of date, since rows come and go faster than they are counted. So a session that
-- works with it does not ask which plan is cheapest: it walks indexes in their order.
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET enable_sort = off;
