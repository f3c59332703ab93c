INSERT INTO event VALUES ('e1', 7, 'p1', 'peer_team', 'g1', 'founded', 'g1', NULL, NULL);
