//! The report: one page that tells the findings, shows every chart, and needs nothing else.

use super::charts::{Charts, Question};
use super::figures::Figures;
use super::summary::Summary;
use super::{Horizon, findings, measure, rows};
use crate::Error;
use crate::source::{self, Request, Warning};
use crate::wording::{date_words, grouped, visible};
use askama::Template;
use std::path::Path;

/// The summary of a record with its charts, to be written as a page or as pictures.
pub struct Report {
    summary: Summary,
    page: String,
    /// The name and the text of each picture.
    pictures: Vec<(String, String)>,
}

/// Reads the files of a request and draws how work flows in them.
///
/// # Errors
/// [`Error`] when the files cannot be read or what was asked makes no sense.
pub fn report(
    request: &Request,
    horizon: Horizon,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Report, Error> {
    let record = source::read(request, progress)?;
    let mut figures = Figures::of(&record);
    let summary = measure::summary(&mut figures, horizon);
    let (mut sections, mut pictures) = (vec![], vec![]);
    Charts::of(&figures, &summary).figures(&mut |question, figure| {
        sections.push((question, figure.id.to_owned(), figure.html()));
        pictures.push((format!("{}.svg", figure.id), figure.svg_file()));
    });
    let name = name(request);
    let page = Page::of(&summary, &name, &sections);
    // The template fails only when writing to a string does.
    let page = page.render().map_err(|error| Error::Asked(format!("No page: {error}.")))?;
    Ok(Report { summary, page, pictures })
}

impl Report {
    /// The figures behind it.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The page: HTML that loads nothing.
    #[must_use]
    pub fn page(&self) -> &str {
        &self.page
    }

    /// Writes the page to a file.
    ///
    /// # Errors
    /// [`Error`] with the sentence that says why the file cannot be written.
    pub fn write_page(&self, file: &Path) -> Result<(), Error> {
        std::fs::write(file, &self.page).map_err(|error| unwritable(file, &error))
    }

    /// Writes each chart as a picture into a folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error`] with the sentence that says why a file cannot be written.
    pub fn write_pictures(&self, folder: &Path) -> Result<(), Error> {
        std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        self.pictures.iter().try_for_each(|(name, text)| {
            let file = folder.join(name);
            std::fs::write(&file, text).map_err(|error| unwritable(&file, &error))
        })
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::Asked(format!(
        "{} cannot be written ({error}). Name a place where you may write.",
        path.display()
    ))
}

/// What the report is about: the names of the files.
fn name(request: &Request) -> String {
    let name = |path: &std::path::PathBuf| match path.file_name() {
        _ if path.as_os_str() == "-" => "standard input".to_owned(),
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    };
    visible(&request.paths.iter().map(name).collect::<Vec<_>>().join(", "))
}

#[derive(Template)]
#[template(path = "flow_page/report.html")]
struct Page<'p> {
    name: &'p str,
    headline: String,
    lead: Vec<String>,
    as_of: String,
    facts: Vec<Fact>,
    chapters: Vec<Chapter<'p>>,
    rules: Vec<(&'static str, String)>,
    withheld: Vec<String>,
    doubts: Vec<Doubt<'p>>,
    style: String,
    script: &'static str,
    version: &'static str,
}

/// A sentence with its number's small picture.
struct Fact {
    spark: String,
    words: String,
}

/// A question with the charts that answer it.
struct Chapter<'p> {
    id: String,
    question: &'static str,
    figures: Vec<&'p str>,
}

struct Doubt<'p> {
    count: String,
    what: String,
    example: &'p str,
}

impl<'p> Page<'p> {
    fn of(summary: &'p Summary, name: &'p str, sections: &'p [(Question, String, String)]) -> Self {
        let chapter = |(index, question): (usize, Question)| {
            let here = sections.iter().filter(|it| it.0 == question);
            let figures: Vec<&str> = here.map(|it| it.2.as_str()).collect();
            Chapter { id: format!("part-{}", index + 1), question: question.words(), figures }
        };
        let doubt = |it: &'p Warning| Doubt {
            count: grouped(it.count),
            what: it.code.replace('_', " "),
            example: &it.example,
        };
        let date = summary.as_of.split('T').next().unwrap_or_default();
        Self {
            name,
            headline: findings::time_to_finish(summary),
            lead: findings::of_finished(summary)
                .into_iter()
                .chain(findings::flow_efficiency(summary))
                .chain(findings::changed_definition(summary))
                .collect(),
            as_of: date_words(date),
            facts: facts(summary),
            chapters: Question::ALL
                .into_iter()
                .enumerate()
                .map(chapter)
                .filter(|chapter| !chapter.figures.is_empty())
                .collect(),
            rules: rows::rules_and_laws(summary),
            withheld: super::words::withheld(summary),
            doubts: summary.source.warnings.iter().map(doubt).collect(),
            style: format!(":root{{{}}}{}{}", chart::tokens_css(), chart::CSS, STYLE),
            script: chart::SCRIPT,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

const STYLE: &str = include_str!("report.css");

fn facts(summary: &Summary) -> Vec<Fact> {
    let wip: Vec<f64> = summary.wip.per_day.iter().map(|day| f64::from(day.1)).collect();
    let weeks = summary.throughput.per_week.iter();
    let weeks: Vec<f64> = weeks.map(|week| f64::from(week.1)).collect();
    let open = findings::open_items(summary).map(|words| (wip, words));
    let finished = (weeks, findings::throughput(summary));
    let next = findings::how_many(summary).map(|words| (vec![], words));
    let facts = open.into_iter().chain([finished]).chain(next);
    facts.map(|(values, words)| Fact { spark: chart::sparkline(&values), words }).collect()
}
