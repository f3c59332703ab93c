INSERT INTO passkey VALUES ('pk1', 'p1', 'example.org', 'Y3Jl', 'k', TRUE, 0, 'Chrome', 18, NULL);
INSERT INTO passkey_challenge VALUES ('c1', 'p1', 18);
INSERT INTO passkey_challenge VALUES ('c2', NULL, 19);
