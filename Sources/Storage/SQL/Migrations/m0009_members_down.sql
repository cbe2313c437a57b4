-- Takes back m0009.
DROP TABLE artifact_members;
