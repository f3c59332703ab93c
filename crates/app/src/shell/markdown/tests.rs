//! What people write goes into pages: nothing that could do harm comes through, and what they meant
//! does. What comes out is parsed again by a tokenizer that knows nothing of the two walls.

use super::sanitised::{clean, html};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::cell::RefCell;

/// Known attacks, one a line; an empty line parts nothing. The signs ⏎, ␉ and ␀ stand for those
/// that cannot be seen.
const ATTACKS: &str = include_str!("attacks.txt");

fn attacks() -> Vec<String> {
    let unseen = |line: &str| line.replace('⏎', "\n").replace('␉', "\t").replace('␀', "\0");
    ATTACKS.lines().filter(|line| !line.is_empty()).map(unseen).collect()
}

/// All tags of a text, as a browser's tokenizer sees them, and whether there is anything else that
/// is no text.
#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>, RefCell<usize>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.0.borrow_mut().push(tag),
            Token::DoctypeToken(_) | Token::CommentToken(_) => *self.1.borrow_mut() += 1,
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let tokenizer = Tokenizer::new(Tags::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    assert_eq!(*tokenizer.sink.1.borrow(), 0, "neither comment nor doctype: {html}");
    tokenizer.sink.0.take()
}

/// Sees to it that these are harmless tags, in pairs that are nested.
fn check(written: &str, html: &str) {
    let allowed = "a blockquote br code em hr li ol p pre strong ul";
    let mut open = vec![];
    for tag in tags(html) {
        assert!(allowed.split(' ').any(|it| *it == *tag.name), "<{}> of {written:?}", tag.name);
        for attribute in &tag.attrs {
            let value = &*attribute.value;
            let fits = match (&*tag.name, &*attribute.name.local) {
                ("a", "href") => {
                    ["http:", "https:", "mailto:"].iter().any(|it| value.starts_with(it))
                }
                ("a", "rel") => value == "nofollow noopener noreferrer",
                ("ol", "start") => value.chars().all(|sign| sign.is_ascii_digit()),
                _ => false,
            };
            assert!(fits, "{}={value} of {written:?}", attribute.name.local);
        }
        let is_link = &*tag.name == "a" && tag.kind == TagKind::StartTag;
        assert!(!is_link || tag.attrs.len() == 2 || tag.attrs.len() == 1, "{written:?}");
        match tag.kind {
            TagKind::StartTag if ["br", "hr"].contains(&&*tag.name) => {}
            TagKind::StartTag => open.push(tag.name),
            TagKind::EndTag => assert_eq!(open.pop(), Some(tag.name), "of {written:?}: {html}"),
        }
    }
    assert!(open.is_empty(), "{open:?} is open after {written:?}");
}

fn holds(written: &str) {
    let made = html(written);
    check(written, &made);
    assert_eq!(clean(&made), made, "the second wall has nothing more to say to {written:?}");
    let cleaned = clean(written);
    check(written, &cleaned);
    assert_eq!(clean(&cleaned), cleaned, "cleaned twice is cleaned once: {written:?}");
}

#[test]
fn no_known_attack_comes_through() {
    let attacks = attacks();
    assert!(attacks.len() >= 100, "{} attacks", attacks.len());
    for attack in attacks {
        holds(&attack);
        holds(&format!("[a]({attack})"));
        holds(&format!("> - `x`\n> - {attack}\n\n{attack}"));
    }
}

#[test]
fn no_mixture_of_them_comes_through() {
    let attacks = attacks();
    let signs =
        ["*", "**", "`", "[", "](", ")", "<", ">", "\n\n", "    ", "&", "&#", ";", "\\", "!["];
    let mut chance = Pcg64Mcg::seed_from_u64(2_026);
    for _ in 0..2_000 {
        let mut mixed = String::new();
        for _ in 0..chance.random_range(2..7) {
            let attack = &attacks[chance.random_range(0..attacks.len())];
            let places: Vec<usize> = attack.char_indices().map(|it| it.0).collect();
            let cut = places[chance.random_range(0..places.len())];
            let half = if chance.random_bool(0.5) { &attack[cut..] } else { &attack[..cut] };
            mixed += half;
            mixed += signs[chance.random_range(0..signs.len())];
        }
        holds(&mixed);
    }
}

#[test]
fn what_is_meant_is_shown() {
    let cases = [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("```rust\na < b\n```", "<pre><code>a &lt; b\n</code></pre>\n"),
        ("a <b> & \"c\"", "<p>a &lt;b&gt; &amp; \"c\"</p>\n"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
    ];
    for (written, made) in cases {
        assert_eq!(html(written), made, "{written}");
    }
}

#[test]
fn a_heading_is_a_line_and_a_picture_a_link() {
    assert_eq!(html("# Loud"), "<p>Loud</p>\n");
    let rel = "rel=\"nofollow noopener noreferrer\"";
    let link = format!("<p><a href=\"https://a.example/x.png\" {rel}>a cat</a></p>\n");
    assert_eq!(html("![a cat](https://a.example/x.png)"), link);
    let link = format!("<p><a href=\"https://a.example\" {rel}>a cat</a></p>\n");
    assert_eq!(html("[![a cat](https://b.example/x.png)](https://a.example)"), link);
    assert_eq!(html("[home](/account) [x](javascript:alert)"), "<p>home x</p>\n");
}

#[test]
fn deep_nesting_ends_somewhere() {
    for sign in ["> ", "- ", "1. ", "*", "[", "![", "<b>"] {
        holds(&sign.repeat(2_000));
    }
    let made = html(&"> ".repeat(500));
    assert!(made.matches("<blockquote>").count() <= 16);
}
