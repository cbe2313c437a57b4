-- batch_begin: forgets the plans that were made for the tables as they were a batch ago, the foreign keys' included.
DISCARD PLANS;
