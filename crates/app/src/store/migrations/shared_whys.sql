INSERT INTO shared_why VALUES ('sw1', 'g1', 'p1', 'sooner', 'Words', 11, 12);
INSERT INTO shared_why VALUES ('sw2', 'g1', 'p1', 'sooner', 'Other words', 13, NULL);
