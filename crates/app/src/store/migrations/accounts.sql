INSERT INTO person
  VALUES ('p4', 'Dan Dor', 'dan@example.org', 'hash', '\x07', 'person', 'UTC', 21,
    NULL, NULL, NULL, 22, NULL, '2026-03-02');
