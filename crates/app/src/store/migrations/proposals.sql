INSERT INTO proposal
  VALUES ('pr1', 'g1', 'removal', 'p2', 'p1', 16, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO proposal
  VALUES ('pr2', 'g1', 'archiving', 'g1', 'p1', 16, 'p2', 17, 'objected', 18, 'p2', 'Too soon');
