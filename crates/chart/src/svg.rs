//! Writing SVG: numbers short, text escaped, marks as few bytes as they need.

use crate::labels::{Anchor, Label};
use crate::text::escape;
use std::fmt::{self, Display, Write};

/// A coordinate: one digit behind the point is a tenth of a pixel.
#[derive(Clone, Copy)]
pub(crate) struct At(pub(crate) f64);

impl Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Far cheaper than formatting a float, and a chart has thousands of them.
        let tenths = (self.0 * 10.0).round() as i64;
        let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenths < 0 {
            f.write_char('-')?;
        }
        if rest == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{rest}") }
    }
}

/// What is being drawn, as text.
#[derive(Debug, Default)]
pub(crate) struct Svg(pub(crate) String);

impl Svg {
    /// Appends markup as it is. (Writing to a string cannot fail.)
    pub(crate) fn raw(&mut self, markup: fmt::Arguments<'_>) {
        let _ = self.0.write_fmt(markup);
    }

    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.raw(format_args!("<path class=\"{class}\" d=\"M{} {}", At(x1), At(y1)));
        if y1 == y2 {
            self.raw(format_args!("H{}\"/>", At(x2)));
        } else if x1 == x2 {
            self.raw(format_args!("V{}\"/>", At(y2)));
        } else {
            self.raw(format_args!("L{} {}\"/>", At(x2), At(y2)));
        }
    }

    pub(crate) fn path(&mut self, class: &str, path: &str) {
        if path.is_empty() {
            return;
        }
        self.raw(format_args!("<path class=\"{class}\" d=\"{path}\"/>"));
    }

    pub(crate) fn text(&mut self, label: &Label) {
        let Label { x, baseline, anchor, text, class } = label;
        self.raw(format_args!("<text x=\"{}\" y=\"{}\"", At(*x), At(*baseline)));
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.0.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.0.push_str(" text-anchor=\"end\""),
        }
        self.raw(format_args!(" class=\"{class}\">{}</text>", escape(text)));
    }
}

/// A line through points, as the `d` of a path.
pub(crate) fn through(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.into_iter().enumerate() {
        let pen = if index == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{pen}{} {}", At(x), At(y));
    }
    path
}

/// A line through points that goes along, then up or down: a value holds until the next.
pub(crate) fn steps(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.into_iter().enumerate() {
        let _ = match index {
            0 => write!(path, "M{} {}", At(x), At(y)),
            _ => write!(path, "H{}V{}", At(x), At(y)),
        };
    }
    path
}

/// The area between an upper line and a lower one, both from left to right.
pub(crate) fn between(upper: &[(f64, f64)], lower: &[(f64, f64)]) -> String {
    let around = upper.iter().chain(lower.iter().rev()).copied();
    let mut path = through(around);
    path.push('Z');
    path
}
