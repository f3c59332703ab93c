INSERT INTO person
  VALUES ('p1', 'Ana Novak', 'ana@example.org', 'hash', '\x01', 'operator', 'UTC', 1);
INSERT INTO person
  VALUES ('p2', 'Ben Ortiz', 'ben@example.org', 'hash', '\x02', 'person', 'UTC', 2);
INSERT INTO session VALUES ('h1', 'p1', 'Firefox', 1, 2);
INSERT INTO sign_in_try VALUES ('t1', 'ana@example.org', 3);
