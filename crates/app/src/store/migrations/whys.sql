INSERT INTO why_version VALUES ('w1', 'p1', 1, '\x03', 4, '2026-06-01', NULL);
INSERT INTO why_version VALUES ('w2', 'p1', 2, '\x04', 5, '2026-09-01', 6);
