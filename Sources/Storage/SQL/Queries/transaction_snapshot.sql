-- transaction_snapshot: the statements of a search see one state of the index, whatever is merged meanwhile.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
