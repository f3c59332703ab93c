INSERT INTO demo VALUES ('one', 15);
