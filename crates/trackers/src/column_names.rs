//! What the names of columns say: their words, and whether they name a person.

/// Names of people in a column's name, and of what they say. No figure is about a person, so such
/// columns are no attributes.
const PEOPLE: [&str; 54] = [
    "assigned",
    "assignee",
    "assignees",
    "attachment",
    "attachments",
    "author",
    "authors",
    "changed by",
    "closed by",
    "comment",
    "comments",
    "completed by",
    "created by",
    "creator",
    "creators",
    "developer",
    "developers",
    "done by",
    "e mail",
    "email",
    "employee",
    "engineer",
    "executer",
    "executor",
    "finished by",
    "log work",
    "login",
    "member",
    "members",
    "merged by",
    "modified by",
    "opened by",
    "owner",
    "owners",
    "people",
    "person",
    "persons",
    "project lead",
    "reported by",
    "reporter",
    "requested by",
    "requester",
    "resolved by",
    "reviewer",
    "reviewers",
    "started by",
    "updated by",
    "user",
    "username",
    "voter",
    "voters",
    "watcher",
    "watchers",
    "worklog",
];

/// Whether a column names a person: an owner, an assignee, who created it.
pub(crate) fn is_person(name: &str) -> bool {
    PEOPLE.iter().any(|person| says(name, person))
}

/// Whether a column's name has these words, whole and one after the other.
pub(crate) fn says(name: &str, phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words(name).windows(phrase.len()).any(|words| words == phrase)
}

/// The words of a column's name in lower case: `startDate`, `Start Date` and `start_date` are the
/// same.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    let mut before = ' ';
    for c in name.chars() {
        let begins = !before.is_alphanumeric() || (c.is_uppercase() && before.is_lowercase());
        if c.is_alphanumeric() {
            if begins {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        }
        before = c;
    }
    words
}
