//! What the addresses in GitHub's JSON tell: `https://api.github.com/repos/owner/name`,
//! `https://github.com/owner/name/issues/12`, and the same on a company's own server.

/// The `owner/name` at the end of a repository's address.
pub(super) fn repository(address: &str) -> Option<&str> {
    let (_, path) = address.split_once("://")?;
    let path = path.trim_end_matches('/');
    let (owner, name) = path.rsplit_once('/')?;
    let from = owner.rfind('/')? + 1;
    let is_whole = from < owner.len() && !name.is_empty();
    is_whole.then(|| &path[from..])
}

/// The `owner/name` in the address of an issue or a pull request, and whether it is a pull's.
pub(super) fn item(address: &str) -> Option<(&str, bool)> {
    let (before, number) = address.trim_end_matches('/').rsplit_once('/')?;
    number.parse::<u64>().ok()?;
    let (before, kind) = before.rsplit_once('/')?;
    let is_pull = match kind {
        "issues" => false,
        "pull" | "pulls" => true,
        _ => return None,
    };
    repository(before).map(|repository| (repository, is_pull))
}
