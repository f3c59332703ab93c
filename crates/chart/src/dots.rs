//! Many dots: each a link while there are few, else a screen of them that is denser where more lie.

use crate::labels::Rect;
use crate::svg::{At, Svg};
use crate::text::escape;
use std::fmt::Write;

/// Up to so many dots each is drawn as a link.
pub(crate) const MOST_LINKS: usize = 500;
/// Beyond that the longest so many are.
pub(crate) const LONGEST: usize = 200;
/// The cells of the screen, in units of the drawing.
const CELL: f64 = 8.0;
/// How many sizes the dots of the screen have.
const SIZES: usize = 6;

/// Which of the values are drawn one by one: all, or the indices of the largest, largest first.
pub(crate) fn singled_out(values: &[f64]) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..values.len()).collect();
    if values.len() > MOST_LINKS {
        let longer = |a: &usize, b: &usize| values[*b].total_cmp(&values[*a]).then(a.cmp(b));
        indices.select_nth_unstable_by(LONGEST, longer);
        indices.truncate(LONGEST);
        indices.sort_by(longer);
    }
    indices
}

/// Dots too many to be drawn one by one: one dot for each cell that any lie in, larger where there
/// are more. Each size is a path of points with round ends.
pub(crate) fn screen(svg: &mut Svg, area: Rect, points: impl Iterator<Item = (f64, f64)>) {
    let columns = (area.width() / CELL).ceil() as usize + 1;
    let rows = (area.height() / CELL).ceil() as usize + 1;
    let mut counts = vec![0_u32; columns * rows];
    for (x, y) in points {
        let column = ((x - area.left) / CELL).max(0.0) as usize;
        let row = ((area.bottom - y) / CELL).max(0.0) as usize;
        counts[row.min(rows - 1) * columns + column.min(columns - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut paths = vec![String::new(); SIZES];
    for (index, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let share = f64::from(*count).ln() / f64::from(most.max(2)).ln();
        let size = (share * (SIZES - 1) as f64).round() as usize;
        let x = area.left + ((index % columns) as f64 + 0.5) * CELL;
        let y = area.bottom - ((index / columns) as f64 + 0.5) * CELL;
        let (x, y) = (x.min(area.right), y.max(area.top));
        let _ = write!(paths[size.min(SIZES - 1)], "M{} {}h0", At(x), At(y));
    }
    for (size, path) in paths.iter().enumerate().filter(|(_, path)| !path.is_empty()) {
        svg.raw(format_args!("<path class=\"screen s{size}\" d=\"{path}\"/>"));
    }
}

/// How a dot looks; size tells the late ones as well as colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Usual,
    /// On a shaded ground.
    OnGround,
    Late,
    /// Beside a screen, whose smallest dot stands for one item, too.
    OnScreen,
    LateOnScreen,
}

impl Look {
    /// The look of a dot among so many.
    pub(crate) fn of(late: bool, among: usize) -> Self {
        match (late, among > MOST_LINKS) {
            (false, false) => Self::Usual,
            (true, false) => Self::Late,
            (false, true) => Self::OnScreen,
            (true, true) => Self::LateOnScreen,
        }
    }
}

/// A dot that leads somewhere: to the row of its table, or to where the page says.
pub(crate) struct Linked<'d> {
    pub(crate) at: (f64, f64),
    pub(crate) look: Look,
    pub(crate) row: usize,
    pub(crate) href: Option<&'d str>,
    pub(crate) words: &'d str,
}

impl Linked<'_> {
    pub(crate) fn draw(&self, svg: &mut Svg) {
        let (x, y) = self.at;
        match self.href {
            Some(href) => svg.raw(format_args!("<a href=\"{}\"", escape(href))),
            None => svg.raw(format_args!("<a href=\"#row-{}\"", self.row)),
        }
        let (class, radius) = match self.look {
            Look::Usual => ("dot", 2.9),
            Look::OnGround => ("dot strong", 3.2),
            Look::Late => ("dot late", 3.8),
            Look::OnScreen => ("dot", 2.1),
            Look::LateOnScreen => ("dot late", 2.1),
        };
        svg.raw(format_args!(
            " tabindex=\"-1\"><circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>\
             <title>{}</title></a>",
            At(x),
            At(y),
            escape(self.words)
        ));
    }
}
