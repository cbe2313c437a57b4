-- queue_listen: has this session told when there is new work.
LISTEN stratlogic_queue;
