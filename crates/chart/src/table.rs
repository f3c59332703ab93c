//! The same numbers as a table, for those who read rather than look.

use crate::text::escape;
use std::fmt::Write;

/// A table of what a chart shows.
///
/// ```
/// use chart::Table;
/// let mut table = Table::new("Items finished by week", &["Week from", "Items"]);
/// table.row(["4 May 2026".to_owned(), "3".to_owned()]);
/// assert!(table.html("throughput").contains("<td>3</td>"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    caption: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Where a row leads to; as many as rows, or none.
    links: Vec<Option<String>>,
}

impl Table {
    /// An empty table. The first column names the row.
    ///
    /// ```
    /// assert!(chart::Table::new("Nothing", &["Item"]).is_empty());
    /// ```
    #[must_use]
    pub fn new(caption: &str, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        Self { caption: caption.to_owned(), columns, rows: vec![], links: vec![] }
    }

    /// Adds a row.
    ///
    /// ```
    /// let mut table = chart::Table::new("Items", &["Item", "Days"]);
    /// table.row(["A-1".to_owned(), "4".to_owned()]);
    /// assert!(!table.is_empty());
    /// ```
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Adds a row whose name leads somewhere.
    pub(crate) fn linked_row(
        &mut self,
        cells: impl IntoIterator<Item = String>,
        link: Option<String>,
    ) {
        self.links.resize(self.rows.len(), None);
        self.links.push(link);
        self.row(cells);
    }

    /// Whether it has no row.
    ///
    /// ```
    /// assert!(chart::Table::new("Nothing", &["Item"]).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as HTML. Its rows can be addressed: `#id-1` is the first.
    ///
    /// ```
    /// let table = chart::Table::new("Nothing", &["Item"]);
    /// assert!(table.html("items").starts_with("<table>"));
    /// ```
    #[must_use]
    pub fn html(&self, id: &str) -> String {
        let mut html = format!("<table><caption>{}</caption><thead><tr>", escape(&self.caption));
        for name in &self.columns {
            let _ = write!(html, "<th scope=\"col\">{}</th>", escape(name));
        }
        html.push_str("</tr></thead><tbody>");
        for (index, row) in self.rows.iter().enumerate() {
            let _ = write!(html, "<tr id=\"{}-{}\">", escape(id), index + 1);
            let link = self.links.get(index).and_then(Option::as_ref);
            for (column, cell) in row.iter().enumerate() {
                let cell = escape(cell);
                let _ = match (column, link) {
                    (0, Some(link)) => write!(
                        html,
                        "<th scope=\"row\"><a href=\"{}\">{cell}</a></th>",
                        escape(link)
                    ),
                    (0, None) => write!(html, "<th scope=\"row\">{cell}</th>"),
                    _ => write!(html, "<td>{cell}</td>"),
                };
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
        html
    }
}
