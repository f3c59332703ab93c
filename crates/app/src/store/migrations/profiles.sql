INSERT INTO person
  VALUES ('p3', 'Cho Adeyemi', 'cho@example.org', 'hash', '\x06', 'person', 'UTC', 15,
    'CHO', 'plum', 'en-US');
