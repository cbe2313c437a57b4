-- queue_notify: wakes the workers that listen (queue_listen), once the transaction is committed.
SELECT pg_notify('stratlogic_queue', '');
