//! Where words may stand: no two labels overlap, because each is placed only where there is room.

use crate::text;

/// The size of every label, in units of the drawing.
pub(crate) const FONT_SIZE: f64 = 13.0;
/// How far two lines of labels stand apart.
pub(crate) const LINE: f64 = 17.0;

/// A rectangle in the drawing; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Rect {
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn holds_point(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }
}

/// Which end of a text its x is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text at a place.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) x: f64,
    pub(crate) baseline: f64,
    pub(crate) anchor: Anchor,
    pub(crate) text: String,
    /// What it is: a class of the style sheet.
    pub(crate) class: &'static str,
}

impl Label {
    /// The room it may take up.
    pub(crate) fn rect(&self) -> Rect {
        let width = text::width(&self.text, FONT_SIZE);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        let (top, bottom) = (self.baseline - 12.0, self.baseline + 4.0);
        Rect { left, top, right: left + width, bottom }
    }
}

/// The labels of a drawing.
#[derive(Debug)]
pub(crate) struct Labels {
    bounds: Rect,
    taken: Vec<Rect>,
}

impl Labels {
    pub(crate) fn within(bounds: Rect) -> Self {
        Self { bounds, taken: vec![] }
    }

    /// Takes the label's room, if all of it is free and inside the drawing.
    pub(crate) fn take(&mut self, label: &Label) -> bool {
        let rect = label.rect();
        let free = self.bounds.holds(&rect) && !self.taken.iter().any(|it| it.meets(&rect));
        if free {
            self.taken.push(rect);
        }
        free
    }

    /// Keeps labels out of a place where marks are that must be seen.
    pub(crate) fn keep_free(&mut self, rect: Rect) {
        self.taken.push(rect);
    }
}

/// Places on a line, each as near as possible to the one wanted, at least `gap` apart and between
/// `low` and `high`; in the order of the wanted ones. None when they do not fit.
///
/// Neighbours that would collide form a block around the mean of what they want, as in isotonic
/// regression (pool adjacent violators).
pub(crate) fn spread(wanted: &[f64], gap: f64, (low, high): (f64, f64)) -> Option<Vec<f64>> {
    if wanted.is_empty() {
        return Some(vec![]);
    }
    let room = high - low - gap * (wanted.len() - 1) as f64;
    if room < 0.0 {
        return None;
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    // With every gap taken out, the places only have to ascend.
    let mut blocks: Vec<(f64, usize)> = vec![];
    for (rank, index) in order.iter().enumerate() {
        let mut block = ((wanted[*index] - gap * rank as f64).clamp(low, low + room), 1);
        while let Some(before) = blocks.pop_if(|before| before.0 > block.0) {
            let count = before.1 + block.1;
            let sum = before.0 * before.1 as f64 + block.0 * block.1 as f64;
            block = (sum / count as f64, count);
        }
        blocks.push(block);
    }
    let mut places = vec![0.0; wanted.len()];
    let ascending = blocks.iter().flat_map(|(place, count)| std::iter::repeat_n(*place, *count));
    for (rank, (index, place)) in order.iter().zip(ascending).enumerate() {
        places[*index] = place + gap * rank as f64;
    }
    Some(places)
}
