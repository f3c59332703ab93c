//! What a browser of a test was answered, and what it must say or be silent about.

use axum::http::{HeaderMap, StatusCode};

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// It must send the browser to this address.
    #[track_caller]
    pub(crate) fn leads_to(&self, path: &str) {
        let to = self.headers.get("location").and_then(|to| to.to_str().ok());
        assert_eq!(to, Some(path), "{}: {}", self.status, self.text);
    }

    /// It must say these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) {
        let plain = self.plain();
        assert!(plain.contains(words), "“{words}” is not in: {}: {plain}", self.status);
    }

    /// It must not say these words.
    #[track_caller]
    pub(crate) fn is_silent_about(&self, words: &str) {
        assert!(!self.plain().contains(words), "“{words}” is in: {}", self.plain());
    }

    /// The first id that follows these words.
    #[track_caller]
    pub(crate) fn id_after(&self, words: &str) -> String {
        let after = self.text.split(words).skip(1);
        let ids = after.filter_map(|it| it.get(..36));
        let mut ids = ids.filter(|it| it.starts_with("01") && it.matches('-').count() == 4);
        ids.next().expect("an id").to_owned()
    }

    /// What the scripts of this answer are known by.
    pub(crate) fn nonce(&self) -> String {
        let policy = self.headers["content-security-policy"].to_str().expect("text");
        let after = policy.split("'nonce-").nth(1).expect("a nonce");
        after.split('\'').next().unwrap_or_default().to_owned()
    }

    /// The text without what differs from answer to answer.
    pub(crate) fn without_nonce(&self) -> String {
        self.text.replace(&self.nonce(), "")
    }

    /// The text without what differs from answer to answer, and from one house to another.
    pub(crate) fn without_ids(&self) -> String {
        let is_id = |word: &str| {
            word.len() == 36 && word.matches('-').count() == 4 && word.starts_with("01")
        };
        let text = self.without_nonce();
        let words = text.split(['"', '/', ' ', '#', '=']);
        words.map(|word| if is_id(word) { "ID" } else { word }).collect::<Vec<_>>().join(" ")
    }

    /// The text as it is read: entities resolved, white space made one.
    fn plain(&self) -> String {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.replace("&#39;", "'").replace("&#34;", "\"").replace("&#60;", "<");
        text.replace("&#62;", ">").replace("&#38;", "&")
    }
}
