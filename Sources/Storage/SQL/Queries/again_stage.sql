-- again_stage: the artifacts $1 get what is staged for them, as new ones do.
INSERT INTO staged_new (id) SELECT unnest($1::uuid[]);
