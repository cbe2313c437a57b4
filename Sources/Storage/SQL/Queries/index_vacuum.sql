-- index_vacuum: the room of blocks that were merged away can be written again. By their owner; not in a transaction.
VACUUM (SKIP_LOCKED) index_blocks, index_columns;
