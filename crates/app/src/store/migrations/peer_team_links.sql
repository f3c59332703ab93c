INSERT INTO peer_team_link
  VALUES ('l1', 'g1', 'p1', 'h3', 'above', 19, 99, NULL, NULL, NULL, NULL, NULL);
