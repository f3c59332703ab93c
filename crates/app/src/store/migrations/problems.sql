INSERT INTO problem VALUES ('pr1', 'g1', 1, 1, '{}');
INSERT INTO problem_draft VALUES ('pd1', 'g1', 'p1', '\x01', 36);
INSERT INTO problem_times VALUES ('g1', 1, '{}', 'p1', 36, 'e10');
