INSERT INTO peer_team VALUES ('g1', 'north', 7);
INSERT INTO peer_team_settings VALUES ('g1', 1, 'North', 'UTC', 'monday,friday', 'p1', 7);
INSERT INTO seat VALUES ('s1', 'g1', 'p1', 'peer', 7, NULL, 8);
INSERT INTO seat VALUES ('s2', 'g1', 'p2', 'observer', 7, 9, 8);
INSERT INTO seat VALUES ('s3', 'g1', 'p2', 'peer', 10, NULL, 10);
