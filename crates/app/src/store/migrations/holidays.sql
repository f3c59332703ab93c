INSERT INTO peer_team_settings
  VALUES ('g1', 9, 'North', 'UTC', 'monday', 'p1', 30, '2026-12-25,2026-12-28');
