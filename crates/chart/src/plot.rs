//! A drawing in the making: its area, axes, lines at dates, and the words beside the marks.

use crate::labels::{Anchor, FONT_SIZE, LINE, Label, Labels, Rect, spread};
use crate::scale::{Days, Scale};
use crate::svg::Svg;
use crate::text;
use jiff::civil::Date;

/// How wide a chart is drawn: a page shows the one that fits.
///
/// ```
/// assert_eq!(chart::Width::Wide.units(), 960.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// For a desk and for paper.
    Wide,
    /// For a phone.
    Narrow,
}

impl Width {
    /// The width in units of the drawing; letters are 13 of them high.
    ///
    /// ```
    /// assert_eq!(chart::Width::Narrow.units(), 340.0);
    /// ```
    #[must_use]
    pub const fn units(self) -> f64 {
        match self {
            Self::Wide => 960.0,
            Self::Narrow => 340.0,
        }
    }

    /// The one or the other.
    pub(crate) fn pick<T>(self, wide: T, narrow: T) -> T {
        match self {
            Self::Wide => wide,
            Self::Narrow => narrow,
        }
    }
}

/// A day worth a line on the time axis.
///
/// ```
/// use chart::{Annotation, AnnotationKind};
/// let on = jiff::civil::date(2026, 7, 1);
/// let began = Annotation { on, text: "we began".into(), kind: AnnotationKind::Event };
/// assert_eq!(began.words(), "1 Jul 2026: we began");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The day.
    pub on: Date,
    /// What happened, in a few words.
    pub text: String,
    /// Which sort of thing it was.
    pub kind: AnnotationKind,
}

/// What an annotation tells of.
///
/// ```
/// assert_ne!(chart::AnnotationKind::Event, chart::AnnotationKind::Definition);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnotationKind {
    /// Something that happened: a decision, an experiment, a change of the team.
    Event,
    /// From this day on the figures mean something else.
    Definition,
}

impl Annotation {
    /// The annotation as a sentence for a footer.
    ///
    /// ```
    /// use chart::{Annotation, AnnotationKind};
    /// let on = jiff::civil::date(2026, 3, 1);
    /// let text = "Review counts as done".to_owned();
    /// let it = Annotation { on, text, kind: AnnotationKind::Definition };
    /// assert_eq!(it.words(), "1 Mar 2026: the definition changed, Review counts as done");
    /// ```
    #[must_use]
    pub fn words(&self) -> String {
        let what = match self.kind {
            AnnotationKind::Event => "",
            AnnotationKind::Definition => "the definition changed, ",
        };
        format!("{}: {what}{}", crate::scale::date_words(self.on), self.text)
    }
}

/// A finished drawing: the inside of an `svg` element, and where the arrow keys stop in it.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) body: String,
    /// The places of the rows of the first table.
    pub(crate) stops: Vec<(f64, f64)>,
}

/// Room around the area of the marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Margins {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// A drawing in the making.
pub(crate) struct Plot {
    pub(crate) svg: Svg,
    pub(crate) stops: Vec<(f64, f64)>,
    pub(crate) area: Rect,
    pub(crate) width: Width,
    height: f64,
    labels: Labels,
    /// By how much the first caption makes room for the names of annotations.
    lifted: f64,
    /// Words stand above everything else.
    words: Svg,
}

impl Plot {
    pub(crate) fn new(width: Width, height: f64, margins: Margins) -> Self {
        let whole = Rect { left: 0.0, top: 0.0, right: width.units(), bottom: height };
        let area = Rect {
            left: margins.left,
            top: margins.top,
            right: whole.right - margins.right,
            bottom: height - margins.bottom,
        };
        let (svg, words) = (Svg::default(), Svg::default());
        let labels = Labels::within(whole);
        Self { svg, stops: vec![], area, width, height, labels, lifted: 0.0, words }
    }

    /// Makes room above the area for the names of annotations, where there are any.
    pub(crate) fn with_room_for(mut self, annotations: &[Annotation]) -> Self {
        if !annotations.is_empty() {
            self.lifted = LINE;
            self.height += LINE;
            self.area.top += LINE;
            self.area.bottom += LINE;
            self.labels = Labels::within(Rect {
                left: 0.0,
                top: 0.0,
                right: self.width.units(),
                bottom: self.height,
            });
        }
        self
    }

    pub(crate) fn finish(self) -> Drawing {
        let body = self.svg.0 + &self.words.0;
        Drawing { width: self.width.units(), height: self.height, body, stops: self.stops }
    }

    /// Where y values stand, from the bottom up.
    pub(crate) fn upwards(&self) -> (f64, f64) {
        (self.area.bottom, self.area.top)
    }

    /// Where x values stand.
    pub(crate) fn across(&self) -> (f64, f64) {
        (self.area.left, self.area.right)
    }

    /// Puts a label where there is room; false if there is none.
    pub(crate) fn label(&mut self, label: &Label) -> bool {
        let placed = !label.text.is_empty() && self.labels.take(label);
        if placed {
            self.words.text(label);
        }
        placed
    }

    /// Puts a label at the first of these places that has room.
    pub(crate) fn label_at_one_of(
        &mut self,
        text: &str,
        class: &'static str,
        places: impl IntoIterator<Item = (f64, f64, Anchor)>,
    ) -> bool {
        places.into_iter().any(|(x, baseline, anchor)| {
            self.label(&Label { x, baseline, anchor, text: text.to_owned(), class })
        })
    }

    /// Keeps words out of a place.
    pub(crate) fn keep_free(&mut self, rect: Rect) {
        self.labels.keep_free(rect);
    }

    /// What the height means, above the area and the names of the annotations.
    pub(crate) fn caption(&mut self, text: &str) {
        let room = self.width.units() - 4.0;
        let text = text::shortened(text, FONT_SIZE, room).into_owned();
        let baseline = self.area.top - 14.0 - self.lifted;
        self.lifted = 0.0;
        self.label(&Label { x: 0.0, baseline, anchor: Anchor::Start, text, class: "c" });
    }

    /// Lines across with their values at the left.
    pub(crate) fn value_axis(&mut self, scale: &Scale) {
        let most = (self.area.height() / 44.0).max(2.0) as usize;
        for (value, text) in scale.ticks(most) {
            let y = scale.at(value);
            self.svg.line("axis", (self.area.left, y), (self.area.right, y));
            let (x, baseline) = (self.area.left - 8.0, y + 4.5);
            self.label(&Label { x, baseline, anchor: Anchor::End, text, class: "v" });
        }
    }

    /// Values along the bottom; "straight" or "stretched" as the scale is.
    pub(crate) fn value_axis_below(&mut self, scale: &Scale) {
        let most = (self.area.width() / 70.0).max(2.0) as usize;
        self.base_line();
        self.ticks_below(scale.ticks(most).into_iter().map(|(it, text)| (scale.at(it), text)));
    }

    /// Days along the bottom.
    pub(crate) fn day_axis(&mut self, days: &Days) {
        self.base_line();
        self.ticks_below(days.ticks(58.0).into_iter());
    }

    fn base_line(&mut self) {
        let Rect { left, right, bottom, .. } = self.area;
        self.svg.line("base", (left, bottom), (right, bottom));
    }

    fn ticks_below(&mut self, ticks: impl Iterator<Item = (f64, String)>) {
        let (bottom, width) = (self.area.bottom, self.width.units());
        for (x, text) in ticks {
            let half = text::width(&text, FONT_SIZE) / 2.0;
            let middle = x.max(half + 1.0).min(width - half - 1.0);
            let label = Label {
                x: middle,
                baseline: bottom + 21.0,
                anchor: Anchor::Middle,
                text,
                class: "v",
            };
            if self.label(&label) {
                self.svg.line("base", (x, bottom), (x, bottom + 5.0));
            }
        }
    }

    /// A line at each annotated day, named above it where there is room. The footer names them all.
    pub(crate) fn annotations(&mut self, days: &Days, annotations: &[Annotation]) {
        for it in annotations {
            let x = days.at(it.on);
            if x < self.area.left - 0.5 || x > self.area.right + 0.5 {
                continue;
            }
            let class = match it.kind {
                AnnotationKind::Event => "note",
                AnnotationKind::Definition => "note definition",
            };
            let top = self.area.top - 16.0;
            self.svg.line(class, (x, top), (x, self.area.bottom));
            let room = self.width.pick(360.0, 230.0);
            let text = text::shortened(&it.text, FONT_SIZE, room).into_owned();
            let places = [(6.0, Anchor::Start), (-6.0, Anchor::End)].into_iter().flat_map(|side| {
                [top + 9.0, top + 9.0 + LINE].map(|baseline| (x + side.0, baseline, side.1))
            });
            self.label_at_one_of(&text, "n halo", places);
        }
    }

    /// A word in the middle where there is nothing to draw.
    pub(crate) fn nothing_if(&mut self, nothing: bool, words: &str) {
        if nothing {
            let (x, anchor) = ((self.area.left + self.area.right) / 2.0, Anchor::Middle);
            let baseline = (self.area.top + self.area.bottom) / 2.0;
            self.label(&Label { x, baseline, anchor, text: words.to_owned(), class: "n halo" });
        }
    }

    /// Words at the right end of lines, told apart; in a narrow drawing on the lines themselves.
    pub(crate) fn end_labels(&mut self, lines: &[(f64, String)]) {
        let beyond = self.width.units() - self.area.right;
        if beyond < 60.0 {
            return self.labels_on_lines(lines);
        }
        let wanted: Vec<f64> = lines.iter().map(|line| line.0).collect();
        let ends = (self.area.top - 2.0, self.area.bottom);
        let Some(places) = spread(&wanted, LINE, ends) else { return };
        for ((_, words), y) in lines.iter().zip(places) {
            let text = text::shortened(words, FONT_SIZE, beyond - 12.0).into_owned();
            let (x, baseline) = (self.area.right + 10.0, y + 4.5);
            self.label(&Label { x, baseline, anchor: Anchor::Start, text, class: "t" });
        }
    }

    /// Each at the end, the beginning or the middle of its line, where it covers the fewest marks.
    fn labels_on_lines(&mut self, lines: &[(f64, String)]) {
        let Rect { left, right, .. } = self.area;
        let ends = [
            (right, Anchor::End),
            (left + 4.0, Anchor::Start),
            ((left + right) / 2.0, Anchor::Middle),
        ];
        for (y, words) in lines {
            let places = ends.iter().flat_map(|(x, anchor)| {
                [-5.0, 15.0].map(|below| Label {
                    x: *x,
                    baseline: y + below,
                    anchor: *anchor,
                    text: words.clone(),
                    class: "t halo",
                })
            });
            let covered = |label: &Label| {
                let rect = label.rect();
                let covers = |stop: &&(f64, f64)| rect.holds_point(**stop);
                self.stops.iter().filter(covers).count()
            };
            let mut places: Vec<(usize, Label)> =
                places.map(|label| (covered(&label), label)).collect();
            places.sort_by_key(|place| place.0);
            places.iter().any(|(_, label)| self.label(label));
        }
    }
}

/// The room that the widest of these texts takes at the left of an axis.
pub(crate) fn room_for<'t>(texts: impl IntoIterator<Item = &'t str>) -> f64 {
    texts.into_iter().map(|text| text::width(text, FONT_SIZE)).fold(0.0, f64::max)
}

/// The room at the left that the values of a scale take.
pub(crate) fn room_for_values(scale: &Scale) -> f64 {
    room_for(scale.ticks(8).iter().map(|tick| tick.1.as_str())) + 10.0
}
