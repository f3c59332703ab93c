//! A chart with everything that belongs to it: the finding above, the rules below, the table, the
//! ways to take it along. The same for every page.

use crate::plot::{Drawing, Width};
use crate::svg::At;
use crate::table::Table;
use crate::text::{escape, wrapped};
use crate::tokens::{self, Theme};
use std::fmt::Write;

/// How every chart looks, for a page's style sheet.
pub const CSS: &str = include_str!("chart.css");
/// What lets the arrow keys and the pointer walk a chart, for a page's script.
pub const SCRIPT: &str = include_str!("inspect.js");

/// What can be drawn.
///
/// ```
/// use chart::{Bar, Bars, Chart, Width};
/// let bars = [Bar { name: "waiting".into(), days: 9.0, note: "2 items".into() }];
/// let chart: &dyn Chart = &Bars { bars: &bars, of: "Reason" };
/// assert!(chart.how_to_read().starts_with("Each bar is a reason"));
/// ```
pub trait Chart {
    /// The drawing at a width.
    fn draw(&self, width: Width) -> Drawing;

    /// The same numbers as tables. The rows of the first one are what the arrow keys lead through.
    fn tables(&self) -> Vec<Table>;

    /// How to read a chart of this kind, in a sentence for somebody who never saw one.
    fn how_to_read(&self) -> String;
}

/// A chart, its finding and its footer.
///
/// ```
/// use chart::{Bars, Figure};
/// let chart = &Bars { bars: &[], of: "Reason" };
/// let footer = ["No item was blocked.".to_owned()];
/// let figure = Figure { id: "blocked", finding: "Nothing was blocked.", footer: &footer, chart };
/// assert!(figure.html().contains("<h2 id=\"blocked-finding\">Nothing was blocked.</h2>"));
/// assert!(figure.svg_file().starts_with("<svg xmlns"));
/// ```
pub struct Figure<'c> {
    /// A name for links, unique on its page.
    pub id: &'c str,
    /// What the chart shows, in one honest sentence.
    pub finding: &'c str,
    /// The rules, counts and doubts that belong to it, a sentence each.
    pub footer: &'c [String],
    /// The chart.
    pub chart: &'c dyn Chart,
}

impl Figure<'_> {
    /// The figure as HTML, to stand under a heading of the second level.
    #[must_use]
    pub fn html(&self) -> String {
        let (id, finding) = (escape(self.id), escape(self.finding));
        let tables = self.chart.tables();
        let mut html = format!(
            "<figure class=\"chart\" id=\"{id}\"><figcaption><h2 id=\"{id}-finding\">{finding}</h2>\
             <p id=\"{id}-how\" class=\"how\">{}</p></figcaption><div class=\"drawing\">",
            escape(&self.chart.how_to_read())
        );
        for width in [Width::Wide, Width::Narrow] {
            self.push_svg(&mut html, &self.chart.draw(width), width);
        }
        html.push_str("<output class=\"readout\" hidden></output></div>");
        let footer: Vec<_> = self.footer.iter().map(|it| escape(it)).collect();
        let _ = write!(html, "<p class=\"foot\">{}</p>", footer.join(" "));
        if tables.iter().all(Table::is_empty) {
            return html + "</figure>";
        }
        let _ = write!(
            html,
            "<details class=\"same\" id=\"{id}-table\"><summary>The same as a table</summary>\
             <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {finding}\">"
        );
        for (index, table) in tables.iter().enumerate().filter(|(_, table)| !table.is_empty()) {
            let rows = if index == 0 { self.id.to_owned() } else { format!("{}-{index}", self.id) };
            html.push_str(&table.html(&rows));
        }
        html.push_str("</div></details></figure>");
        html
    }

    fn push_svg(&self, html: &mut String, drawing: &Drawing, width: Width) {
        let (id, class) = (escape(self.id), width.pick("wide", "narrow"));
        let _ = write!(
            html,
            "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" role=\"graphics-document\" \
             tabindex=\"0\" aria-labelledby=\"{id}-finding\" aria-describedby=\"{id}-how\" \
             data-rows=\"{id}\" data-stops=\"",
            At(drawing.width),
            At(drawing.height)
        );
        for (index, (x, y)) in drawing.stops.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            let _ = write!(html, "{space}{},{}", At(*x), At(*y));
        }
        // Relative links inside a drawing lead to the rows of its table.
        html.push_str("\">");
        html.push_str(&drawing.body.replace("href=\"#row-", &format!("href=\"#{id}-")));
        html.push_str("</svg>");
    }

    /// The chart as an SVG file of its own, with its finding and footer, in light and dark.
    #[must_use]
    pub fn svg_file(&self) -> String {
        let drawing = self.chart.draw(Width::Wide);
        let title = wrapped(self.finding, 22.0, drawing.width);
        let footer = wrapped(&self.footer.join(" "), 12.0, drawing.width);
        let above = 30.0 * title.len() as f64 + 12.0;
        let below = 17.0 * footer.len() as f64 + 14.0;
        let (width, height) = (drawing.width + 48.0, above + drawing.height + below + 48.0);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
             height=\"{h}\" role=\"img\" aria-label=\"{}\"><style>{}@media \
             (prefers-color-scheme:dark){{{}}}</style><rect class=\"paper\" width=\"{w}\" \
             height=\"{h}\"/><g transform=\"translate(24 24)\">",
            escape(self.finding),
            standalone(Theme::Light),
            standalone(Theme::Dark),
            w = At(width),
            h = At(height),
        );
        for (index, line) in title.iter().enumerate() {
            let y = 22.0 + 30.0 * index as f64;
            let _ = write!(svg, "<text class=\"finding\" y=\"{}\">{}</text>", At(y), escape(line));
        }
        let body = without_links(&drawing.body);
        let _ = write!(svg, "<g transform=\"translate(0 {})\">{body}</g>", At(above));
        for (index, line) in footer.iter().enumerate() {
            let y = above + drawing.height + 22.0 + 17.0 * index as f64;
            let _ = write!(svg, "<text class=\"foot\" y=\"{}\">{}</text>", At(y), escape(line));
        }
        svg.push_str("</g></svg>\n");
        svg
    }
}

/// The rules for drawings alone, with colours instead of custom properties.
fn standalone(theme: Theme) -> String {
    const FILE: &str = "svg text{font-family:\"Source Sans 3\",system-ui,sans-serif}\
        svg .finding{font-family:\"Source Serif 4\",Georgia,serif;font-size:22px;fill:var(--ink)}\
        svg .foot{font-size:12px;fill:var(--ink-3)}svg .paper{fill:var(--paper)}";
    let drawing = CSS.split("/* drawing */").nth(1).unwrap_or_default();
    let end = drawing.find("/* page */").unwrap_or(drawing.len());
    tokens::resolved(&format!("{}{FILE}", &drawing[..end]), theme)
}

/// A file has no rows to lead to; its dots keep their words.
fn without_links(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("<a ") {
        text.push_str(&rest[..at]);
        text.push_str("<g>");
        rest = rest[at..].split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text.replace("</a>", "</g>")
}
