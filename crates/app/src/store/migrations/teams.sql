INSERT INTO team VALUES ('d1', 'g1', 'Tern', 14);
INSERT INTO team_server VALUES ('d1', 'p1', 14);
