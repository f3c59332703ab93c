INSERT INTO recovery_code VALUES ('rc1', 'p1', 'hash', 16, NULL);
INSERT INTO recovery_code VALUES ('rc2', 'p1', 'other', 16, 17);
