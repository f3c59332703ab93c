//! The report: one page that tells the findings, shows charts, and needs nothing else.

use crate::Error;
use crate::source::{Request, Warning};
use crate::wording::{grouped, visible};
use askama::Template;
use chart::Figure;
use std::path::{Path, PathBuf};

/// A report to be written as a page or as pictures.
#[derive(Clone, Debug)]
pub struct Report {
    page: String,
    /// The name and the text of each picture.
    pictures: Vec<(String, String)>,
}

impl Report {
    /// The page: HTML that loads nothing.
    #[must_use]
    pub fn page(&self) -> &str {
        &self.page
    }

    /// The name and the text of each picture.
    pub fn pictures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pictures.iter().map(|(name, text)| (name.as_str(), text.as_str()))
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
        self.pictures().try_for_each(|(name, text)| {
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

/// What a report says, before it is a page.
pub(crate) struct Page<'p> {
    /// What it is: the beginning of its title.
    pub(crate) kind: &'static str,
    /// What it is about: the files.
    pub(crate) about: String,
    /// As of when, in words.
    pub(crate) as_of: String,
    /// The finding that heads it.
    pub(crate) headline: String,
    /// Sentences below it.
    pub(crate) lead: Vec<String>,
    /// Sentences with a small picture each.
    pub(crate) facts: Vec<Fact>,
    /// The questions with the charts that answer them.
    pub(crate) chapters: Vec<Chapter>,
    /// By which rules, name by name.
    pub(crate) rules: Vec<(&'static str, String)>,
    /// What is withheld, or to beware of.
    pub(crate) notes: Vec<String>,
    /// What was left out or doubted.
    pub(crate) doubts: &'p [Warning],
}

/// A sentence with its number's small picture.
pub(crate) struct Fact {
    pub(crate) label: &'static str,
    pub(crate) spark: String,
    pub(crate) words: String,
}

/// A question with the charts that answer it.
pub(crate) struct Chapter {
    question: &'static str,
    figures: Vec<String>,
    pictures: Vec<(String, String)>,
}

impl Chapter {
    pub(crate) fn new(question: &'static str) -> Self {
        Self { question, figures: vec![], pictures: vec![] }
    }

    pub(crate) fn question(&self) -> &'static str {
        self.question
    }

    /// Adds a chart.
    pub(crate) fn show(&mut self, figure: &Figure<'_>) {
        self.figures.push(figure.html());
        self.pictures.push((format!("{}.svg", figure.id), figure.svg_file()));
    }
}

#[derive(Template)]
#[template(path = "shell/report.html")]
struct Html<'p> {
    page: &'p Page<'p>,
    style: String,
    script: &'static str,
    version: &'static str,
}

const STYLE: &str = include_str!("report.css");

impl Page<'_> {
    pub(crate) fn report(mut self) -> Result<Report, Error> {
        // Of some records there is nothing to say to a question.
        self.chapters.retain(|chapter| !chapter.figures.is_empty());
        let html = Html {
            page: &self,
            style: format!(":root{{{}}}{}{STYLE}", chart::tokens_css(), chart::CSS),
            script: chart::SCRIPT,
            version: env!("CARGO_PKG_VERSION"),
        };
        // The template fails only when writing to a string does.
        let page = html.render().map_err(|error| Error::Asked(format!("No page: {error}.")))?;
        let pictures = self.chapters.into_iter().flat_map(|chapter| chapter.pictures).collect();
        Ok(Report { page, pictures })
    }
}

/// The names of the files of a request.
pub(crate) fn source_name(request: &Request) -> String {
    let name = |path: &PathBuf| match path.file_name() {
        _ if path.as_os_str() == "-" => "standard input".to_owned(),
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    };
    visible(&request.paths.iter().map(name).collect::<Vec<_>>().join(", "))
}

/// A count and a code of a warning, as people say it.
fn doubt(warning: &Warning) -> String {
    format!("{} × {}", grouped(warning.count), warning.code.replace('_', " "))
}
