INSERT INTO installation VALUES ('1', '\x05');
