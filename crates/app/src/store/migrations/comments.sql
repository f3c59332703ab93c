INSERT INTO comment VALUES ('c1', 'g1', 'team', 'd1', 'p1', 20, NULL);
INSERT INTO comment VALUES ('c2', 'g1', 'why', 'sw2', 'p2', 21, 22);
INSERT INTO comment_version VALUES ('c1', 1, 'Words', 20, 'e1');
