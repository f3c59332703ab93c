INSERT INTO purpose VALUES ('pu1', 'g1', 'write', 30, 40, NULL, NULL,
'{"pace":"days","naming":"hidden","leader":"p1","ready":[],"drafts":[],"notes":[],"groups":[],
"dots":[],"statements":[],"chosen":null,"stances":[],"review_on":null,"closings":[]}');
