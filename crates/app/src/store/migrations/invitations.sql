INSERT INTO invitation VALUES ('i1', 'g1', 'p1', 'h2', 'peer', NULL, 7, 99, NULL, 10, 'p2');
