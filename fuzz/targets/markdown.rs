//! Whatever somebody writes in a comment, what is made of it holds no tag and no attribute but a
//! few, and cleaning it again changes nothing.
#![no_main]

#[path = "../../crates/app/src/shell/markdown/sanitised.rs"]
mod sanitised;

use sanitised::{clean, html};

const TAGS: [&str; 12] =
    ["a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"];
const LINKS: [&str; 3] = ["http", "https", "mailto"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(written) = std::str::from_utf8(bytes) else { return };
    for made in [html(written), clean(written)] {
        for tag in made.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default().trim_start_matches('/');
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            assert!(TAGS.contains(&name), "<{name}> in {made}");
            // A value may hold spaces and signs, never the quote that ends it.
            for attribute in attributes.split('"').step_by(2).map(str::trim) {
                let known = ["", "href=", "rel=", "start="].contains(&attribute);
                assert!(known, "{attribute} in {made}");
            }
            if let Some(to) = attributes.strip_prefix("href=\"") {
                let scheme = to.split(':').next().unwrap_or_default().to_ascii_lowercase();
                assert!(LINKS.contains(&scheme.trim()), "{to} in {made}");
            }
        }
        assert_eq!(clean(&made), made, "cleaned twice is cleaned once");
    }
});
