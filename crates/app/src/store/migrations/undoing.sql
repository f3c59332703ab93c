INSERT INTO event VALUES ('e2', 23, 'p1', 'peer_team', 'g1', 'put back', 'g1', NULL, 'e1');
INSERT INTO shared_why VALUES ('sw3', 'g1', 'p2', 'faster', 'Words', 24, NULL, 1);
