-- index_pack: writes the blocks' table anew, without gaps; unless somebody is reading it at the moment. By its owner; not in a transaction.
VACUUM (FULL, SKIP_LOCKED) index_blocks;
