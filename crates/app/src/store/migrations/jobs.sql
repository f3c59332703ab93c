INSERT INTO job VALUES ('j1', 'mail', 'm1', 99, 15, 1, NULL, NULL);
INSERT INTO job VALUES ('j2', 'mail', 'm2', 14, 14, 0, NULL, 15);
