INSERT INTO mail VALUES ('m1', 'ben@example.org', 'A letter', '\x06', 15, NULL, NULL);
INSERT INTO mail VALUES ('m2', 'ben@example.org', 'A letter', '', 14, 15, NULL);
