//! Which of GitLab's labels are states, and which block.

/// Scopes whose labels are states: of `workflow::in review` an item has one at a time.
const SCOPES: [&str; 7] = ["workflow", "status", "state", "stage", "phase", "kanban", "board"];

/// The state that a label means: what the workflow calls so, or a scoped label such as
/// `workflow::in review`.
pub(super) fn state<'l>(label: &'l str, workflow: &'l [String]) -> Option<&'l str> {
    let (scope, value) = label.rsplit_once("::").unwrap_or(("", label));
    let named = workflow
        .iter()
        .find(|name| name.eq_ignore_ascii_case(label) || name.eq_ignore_ascii_case(value.trim()));
    // The innermost scope decides: `team::workflow::doing`.
    let scope = scope.rsplit("::").next().unwrap_or_default().trim();
    let is_scope = SCOPES.iter().any(|known| known.eq_ignore_ascii_case(scope));
    named.map(String::as_str).or(is_scope.then_some(label))
}

/// Whether a label that is no state says that the item is blocked: `blocked`, `blocked::vendor`.
pub(super) fn blocks(label: &str) -> bool {
    let scope = label.split("::").next().unwrap_or_default();
    scope.trim().eq_ignore_ascii_case("blocked")
}
