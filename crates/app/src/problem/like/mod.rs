//! Problems like the one that somebody is typing: short texts ranked by BM25, in memory, so that
//! both databases find the same. Pure.

#[cfg(test)]
mod tests;

use bm25::{Embedder, EmbedderBuilder, Embedding, Scorer, Tokenizer};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{HashMap, HashSet};

/// The texts of a table, by their numbers.
pub(crate) struct Texts {
    embedder: Embedder<u64, Words>,
    scorer: Scorer<i32, u64>,
    /// As they were put: what one has in common with itself is what others are measured by.
    whole: HashMap<i32, String>,
    /// In how many texts each token stands.
    counts: HashMap<u64, usize>,
}

/// A text that is like another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Like {
    pub(crate) number: i32,
    /// From 0 to 1: how much of what the text says stands in the words that were looked for. So it
    /// can be compared between tables, whose scores cannot.
    pub(crate) likeness: f32,
}

/// From here on one looks before one shares a second.
const VERY: f32 = 0.6;
/// Below there is only a word in common that all use.
const LEAST: f32 = 0.08;
/// Beside the best are shown those whose score is this share of its own.
const BESIDE: f32 = 0.5;
/// A text of fewer tokens says too little to be very like another.
const FEWEST_TOKENS: f32 = 8.0;
/// So many texts are scored for what is looked for, those first that have its rare tokens; of the
/// best so many all tokens are weighed.
const MOST_TEXTS: usize = 8_000;
const MOST_WEIGHED: usize = 200;
/// How long such a text is, in tokens: what BM25 measures long and short by.
const USUAL_TOKENS: f32 = 16.0;

impl Like {
    pub(crate) fn is_very(&self) -> bool {
        self.likeness >= VERY
    }
}

impl Default for Texts {
    fn default() -> Self {
        let builder = EmbedderBuilder::<u64, Words>::with_avgdl(USUAL_TOKENS);
        let embedder = builder.tokenizer(Words::default()).build();
        let (scorer, whole, counts) = (Scorer::new(), HashMap::new(), HashMap::new());
        Self { embedder, scorer, whole, counts }
    }
}

impl Texts {
    /// Takes a text in, or another in its place.
    pub(crate) fn put(&mut self, number: i32, text: &str) {
        let embedding = self.embedder.embed(text);
        if let Some(old) = self.whole.insert(number, text.to_owned()) {
            for token in each_once(&self.embedder.embed(&old)) {
                self.counts.entry(token).and_modify(|count| *count -= 1);
            }
        }
        for token in each_once(&embedding) {
            *self.counts.entry(token).or_default() += 1;
        }
        self.scorer.upsert(&number, embedding);
    }

    /// The tokens of what is looked for that say most: the rarest, as long as all texts that hold
    /// one of them are not too many; one at least.
    fn telling(&self, query: &Embedding<u64>) -> Embedding<u64> {
        let count = |token: &u64| self.counts.get(token).copied().unwrap_or(0);
        let mut tokens: Vec<_> = query.iter().filter(|it| count(&it.index) > 0).cloned().collect();
        tokens.sort_by_key(|it| count(&it.index));
        let mut texts = 0;
        let many = |it: &bm25::TokenEmbedding<u64>| {
            texts += count(&it.index);
            texts > MOST_TEXTS
        };
        let kept = tokens.iter().position(many).unwrap_or(tokens.len()).max(1);
        tokens.truncate(kept);
        Embedding(tokens)
    }

    /// The most like, the best first.
    pub(crate) fn like(&self, words: &str, most: usize) -> Vec<Like> {
        let query = self.embedder.embed(words);
        let found = self.scorer.matches(&self.telling(&query)).into_iter().take(MOST_WEIGHED);
        let likeness = |(number, score): (i32, f32)| {
            let text = self.embedder.embed(self.whole.get(&number)?);
            let whole = self.scorer.score(&number, &text)?;
            // A word or two have soon everything in common with a sentence.
            let said = (text.len() as f32 / FEWEST_TOKENS).min(1.0);
            Some(Like { number, likeness: (score / whole).min(1.0) * said })
        };
        // The best by their scores; of so few it is worked out how much they have in common.
        let score = |number: i32| Some((number, self.scorer.score(&number, &query)?));
        let mut best: Vec<(i32, f32)> = found.filter_map(|it| score(it.id)).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(4 * most);
        let first = best.first().map_or(0.0, |it| it.1);
        best.retain(|it| it.1 >= BESIDE * first);
        let mut all: Vec<Like> = best.into_iter().filter_map(likeness).collect();
        all.retain(|it| it.likeness >= LEAST);
        // One that says the same in few words has no great score.
        all.sort_by_key(|it| !it.is_very());
        all.truncate(most);
        all
    }
}

/// The tokens of a text, each once.
fn each_once(embedding: &Embedding<u64>) -> HashSet<u64> {
    embedding.indices().copied().collect()
}

/// Cuts a text into what is compared: the stem of each word that says something, and its beginning,
/// by which a word that is half typed or misspelt is found.
struct Words {
    stemmer: Stemmer,
    /// Stems that mean the same, by the one that stands for them.
    alike: HashMap<String, String>,
}

/// Words that say nothing of what a text is about: those of every text, and how often and how long.
const EMPTY: [&str; 176] = [
    "a",
    "about",
    "after",
    "afternoon",
    "again",
    "agree",
    "all",
    "almost",
    "also",
    "although",
    "always",
    "an",
    "and",
    "any",
    "anybody",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "but",
    "by",
    "can",
    "cannot",
    "come",
    "comes",
    "could",
    "day",
    "days",
    "do",
    "does",
    "each",
    "eight",
    "else",
    "every",
    "everybody",
    "everything",
    "few",
    "five",
    "for",
    "fortnight",
    "four",
    "friday",
    "from",
    "get",
    "gets",
    "give",
    "given",
    "go",
    "goes",
    "had",
    "half",
    "has",
    "have",
    "her",
    "his",
    "hour",
    "hours",
    "how",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "last",
    "long",
    "make",
    "makes",
    "many",
    "minute",
    "minutes",
    "monday",
    "month",
    "months",
    "more",
    "morning",
    "most",
    "much",
    "my",
    "need",
    "needs",
    "never",
    "new",
    "next",
    "nine",
    "no",
    "nobody",
    "none",
    "not",
    "now",
    "number",
    "of",
    "off",
    "often",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "people",
    "per",
    "person",
    "quarter",
    "same",
    "saturday",
    "second",
    "seven",
    "she",
    "since",
    "six",
    "so",
    "some",
    "somebody",
    "something",
    "still",
    "sunday",
    "take",
    "takes",
    "team",
    "teams",
    "ten",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "they",
    "thing",
    "things",
    "this",
    "three",
    "thursday",
    "time",
    "times",
    "to",
    "too",
    "tuesday",
    "two",
    "until",
    "up",
    "us",
    "use",
    "very",
    "was",
    "way",
    "we",
    "wednesday",
    "week",
    "weeks",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "why",
    "will",
    "with",
    "without",
    "work",
    "would",
    "year",
    "years",
    "you",
    "your",
];
/// Beginnings of so many letters are compared; the longer one says more.
const SHORT: usize = 4;
const LONG: usize = 5;
/// What a text is about is said in its first words; so a very long one costs no time.
const MOST_WORDS: usize = 60;

impl Default for Words {
    fn default() -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let lines = include_str!("alike.txt").lines().filter(|line| !line.starts_with('#'));
        let stems =
            lines.map(|line| line.split_whitespace().map(|it| stemmer.stem(it).into_owned()));
        let stems: Vec<Vec<String>> = stems.map(Iterator::collect).collect();
        let pairs =
            stems.iter().flat_map(|line| line.iter().map(|it| (it.clone(), line[0].clone())));
        let alike = pairs.collect();
        Self { stemmer, alike }
    }
}

impl Tokenizer for Words {
    fn tokenize(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let words = text
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| word.len() > 1 && !EMPTY.contains(word))
            .take(MOST_WORDS);
        words.flat_map(|word| self.tokens(word)).collect()
    }
}

impl Words {
    fn tokens(&self, word: &str) -> Vec<String> {
        let stem = self.stemmer.stem(word).into_owned();
        let beginning = |word: &str, length: usize| {
            let is_long = word.chars().count() >= length;
            is_long.then(|| word.chars().take(length).chain(['…']).collect::<String>())
        };
        // What means the same weighs as much as what reads the same.
        let mut tokens: Vec<String> = match self.alike.get(&stem) {
            Some(one) => {
                let twice = Some(format!("{one}…"));
                [Some(one.clone()), twice, beginning(word, SHORT), beginning(word, LONG)]
            }
            None => [Some(stem), beginning(word, SHORT), beginning(word, LONG), None],
        }
        .into_iter()
        .flatten()
        .collect();
        tokens.dedup();
        tokens
    }
}
