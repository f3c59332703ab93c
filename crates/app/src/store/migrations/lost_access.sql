INSERT INTO lost_access VALUES ('l1', 'p2', 'p1', NULL, 18, 99, NULL, NULL);
INSERT INTO lost_access VALUES ('l2', 'p2', 'p3', 'p1', 19, 99, 'h3', 20);
