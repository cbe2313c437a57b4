-- Takes back m0008.
DROP TABLE artifact_members;
