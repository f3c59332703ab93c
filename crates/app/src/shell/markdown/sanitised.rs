//! CommonMark in, harmless HTML out, behind two walls: the parser's events are let through one by
//! one, and what is made of them is parsed and cleaned again. Pure, so that it can be fuzzed alone.

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html::push_html};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Where a link may lead.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
/// All elements that can come out.
const TAGS: [&str; 11] =
    ["a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong"];
/// Deeper quotes and lists than anybody reads are not nested any further.
const DEEPEST: usize = 16;

/// What somebody wrote as HTML that can do no harm.
pub fn html(written: &str) -> String {
    let mut made = String::new();
    let mut wall = Wall::default();
    let events = Parser::new_ext(written, Options::empty());
    push_html(&mut made, events.filter_map(|event| wall.passed(event)));
    clean(&made)
}

/// The second wall: HTML from anywhere, without all that could do harm. Cleaned twice it is the
/// same: some HTML is another when it is read again, and that is cleaned, too. What never comes to
/// rest is its words alone.
pub fn clean(html: &str) -> String {
    let mut before = once(html);
    for _ in 0..MOST_ROUNDS {
        let after = once(&before);
        if after == before {
            return after;
        }
        before = after;
    }
    Builder::empty().clean(html).to_string()
}

const MOST_ROUNDS: usize = 8;

fn once(html: &str) -> String {
    let mut cleaned = CLEANER.clean(html).to_string();
    // The first line end in it is not read.
    while cleaned.contains("<pre>\n") {
        cleaned = cleaned.replace("<pre>\n", "<pre>");
    }
    cleaned
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut tags = HashSet::from(TAGS);
    tags.insert("ul");
    let attributes =
        HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]);
    let mut cleaner = Builder::empty();
    cleaner
        .tags(tags)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    cleaner
});

/// The first wall, and where in the text it stands.
#[derive(Default)]
struct Wall {
    /// Links and pictures that are open, and whether each became a link.
    links: Vec<bool>,
    /// How many quotes and lists are open.
    depth: usize,
}

impl Wall {
    /// What becomes of an event; nothing, or something harmless.
    fn passed<'t>(&mut self, event: Event<'t>) -> Option<Event<'t>> {
        match event {
            Event::Start(tag) => self.started(tag),
            Event::End(tag) => self.ended(tag),
            // Somebody who types tags wants to be read as they typed.
            Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
            // Who begins a new line means one.
            Event::SoftBreak => Some(Event::HardBreak),
            Event::Text(_) | Event::Code(_) | Event::HardBreak | Event::Rule => Some(event),
            _ => None,
        }
    }

    fn started<'t>(&mut self, tag: Tag<'t>) -> Option<Event<'t>> {
        let tag = match tag {
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                return self.linked(dest_url);
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return None;
                }
                tag
            }
            // A comment is no page: a heading is a line of weight.
            Tag::Heading { .. } => return Some(Event::Start(Tag::Paragraph)),
            Tag::HtmlBlock => Tag::Paragraph,
            Tag::CodeBlock(_) => Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented),
            Tag::Paragraph | Tag::Emphasis | Tag::Strong => tag,
            _ => return None,
        };
        Some(Event::Start(tag))
    }

    fn ended<'t>(&mut self, tag: TagEnd) -> Option<Event<'t>> {
        let tag = match tag {
            TagEnd::Link | TagEnd::Image => {
                return self.links.pop()?.then_some(Event::End(TagEnd::Link));
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.depth -= 1;
                if self.depth >= DEEPEST {
                    return None;
                }
                tag
            }
            TagEnd::Heading(_) | TagEnd::HtmlBlock => TagEnd::Paragraph,
            TagEnd::CodeBlock | TagEnd::Paragraph | TagEnd::Emphasis | TagEnd::Strong => tag,
            _ => return None,
        };
        Some(Event::End(tag))
    }

    /// A link, or a picture, which becomes one: nothing is loaded from elsewhere. One inside of
    /// another, or to where none may lead, is its words alone.
    fn linked<'t>(&mut self, dest_url: CowStr<'t>) -> Option<Event<'t>> {
        let scheme = dest_url.split_once(':').map(|it| it.0.to_ascii_lowercase());
        let leads = scheme.is_some_and(|scheme| SCHEMES.contains(&&*scheme));
        let is_link = leads && !self.links.contains(&true);
        self.links.push(is_link);
        let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
        let link = Tag::Link { link_type: LinkType::Inline, dest_url, title, id };
        is_link.then_some(Event::Start(link))
    }
}
