#!/usr/bin/env python3
"""Writes a made-up Jira search result with changelogs, as one JSON object.

    generate_jira.py ITEMS SEED > jira.json

The same histories as generate.py, in the shape of Jira Cloud's REST search with
`expand=changelog`: histories newest first, statuses with ids and names, "Flagged" as a custom
field, and the bulk (people, descriptions, empty custom fields) that makes real exports large.
12,000 items are about 50 MB.
"""

import datetime
import json
import sys

from generate import DAY, FIRST_DAY, items

STATUS_IDS = {"Backlog": "10000", "Selected": "10001", "In progress": "10002", "Review": "10003",
              "Test": "10004", "Done": "10005", "Won't do": "10006"}
CATEGORIES = {"Backlog": (2, "new", "To Do"), "Selected": (2, "new", "To Do"),
              "Done": (3, "done", "Done"), "Won't do": (3, "done", "Done")}
PERSON = {"accountId": "account-1", "displayName": "Person", "active": True, "timeZone": "Etc/GMT",
          "accountType": "atlassian", "self": "https://tern.example.org/rest/api/3/user?id=1"}
TEXT = "A wish of somebody who uses what the team makes, told in a few plain sentences. "
EMPTY = {f"customfield_{number}": None for number in range(10030, 10050)}


def instant(second):
    day, second = divmod(second, DAY)
    date = FIRST_DAY + datetime.timedelta(days=day)
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return f"{date}T{clock}.000+0000"


def change(field, before, after):
    if field == "flagged":
        return {"field": "Flagged", "fieldtype": "custom", "fieldId": "customfield_10021",
                "from": "", "fromString": before and "Impediment",
                "to": "", "toString": after and "Impediment"}
    return {"field": "status", "fieldtype": "jira", "fieldId": "status",
            "from": STATUS_IDS[before], "fromString": before,
            "to": STATUS_IDS[after], "toString": after}


def status(name):
    number, key, category = CATEGORIES.get(name, (4, "indeterminate", "In Progress"))
    return {"name": name, "id": STATUS_IDS[name],
            "statusCategory": {"id": number, "key": key, "name": category}}


def issue(number, rows):
    histories = [
        {"id": str(number * 100 + place), "author": PERSON, "created": instant(at),
         "items": [change(field, before, after)]}
        for place, (at, field, before, after) in enumerate(rows) if place
    ]
    histories.reverse()
    states = [row for row in rows if row[1] == "status"]
    now, entered = states[-1][3], instant(states[-1][0])
    resolved = now in ("Done", "Won't do")
    return {
        "id": str(100_000 + number), "key": f"TRN-{number}",
        "self": f"https://tern.example.org/rest/api/3/issue/{100_000 + number}",
        "changelog": {"startAt": 0, "maxResults": len(histories), "total": len(histories),
                      "histories": histories},
        "fields": {
            "summary": f"Wish number {number}", "description": TEXT * (1 + number % 7),
            "created": instant(rows[0][0]), "updated": instant(rows[-1][0]),
            "issuetype": {"id": "10001", "name": "Story", "subtask": False},
            "status": status(now),
            "resolution": {"name": now} if resolved else None,
            "resolutiondate": entered if resolved else None,
            "reporter": PERSON, "assignee": PERSON, "labels": [], **EMPTY,
        },
    }


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    write = sys.stdout.write
    write(f'{{"startAt":0,"maxResults":{count},"total":{count},"issues":[')
    for number, rows in items(count, seed):
        write(",\n" if number > 1 else "\n")
        write(json.dumps(issue(number, rows)))
    write("\n]}\n")


if __name__ == "__main__":
    main()
