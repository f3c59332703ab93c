INSERT INTO ask_round
  VALUES ('ro1', 'g1', 'days', 'closed', 'p1', 30, 'p2', NULL, 34, 36);
INSERT INTO ask_round_debrief
  VALUES ('ro1', 1, 'We asked little', 'We guess much', 'Ask more', 'p2', 35);
INSERT INTO ask VALUES ('a1', 'g1', 'p1', 'p2', 'faster', NULL, 31);
INSERT INTO ask VALUES ('a2', 'g1', 'p2', NULL, 'other', 'part1', 31);
INSERT INTO ask_version
  VALUES ('a1', 1, 'Help', '', NULL, NULL, 31, NULL, 33, NULL);
INSERT INTO ask_version
  VALUES ('a1', 2, 'Two days of help', 'We wait', 'why', 'Faster', 33, NULL, 34, NULL);
INSERT INTO ask_version
  VALUES ('a2', 1, 'Begin less', '', NULL, NULL, 31, 99, NULL, 'ro1');
INSERT INTO ask_answer VALUES ('a1', 1, 'p2', 'whatever', 'Which help?', 32);
INSERT INTO ask_answer VALUES ('a1', 2, 'p2', 'try', '', 34);
INSERT INTO ask_answer VALUES ('a2', 1, 'p1', NULL, '', NULL);
INSERT INTO ask_fate VALUES ('a1', 1, 'kept', '2026-03-02', 35, 'e9');
INSERT INTO ask_draft VALUES ('d1', 'g1', 'p1', '\x01', 36);
INSERT INTO offer VALUES ('o1', 'g1', 'p1', 'A tester on Thursdays', 37, NULL);
INSERT INTO offer_taking VALUES ('o1', 'p2', 'Yes, please', 38);
