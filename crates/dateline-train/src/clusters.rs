//! Clusters words by the words that stand before and after them: the exchange algorithm over bigram counts.
//!
//! Each word is moved to the cluster that makes the words beside it most predictable, until few words move.

use std::collections::HashMap;

/// Words that are clustered, with their cluster from 1.
pub type Clusters = Vec<(String, u8)>;

/// A word with its clusters, 0 where it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clustered {
    /// In lower case.
    pub word: String,
    /// Of about 250.
    pub fine: u8,
    /// Of about 40.
    pub coarse: u8,
    /// How often it has a capital inside sentences: from 1 (never) to 7 (always), 0 where it is too rare to say.
    pub capitals: u8,
}

/// As lines of text, to be kept between runs.
pub fn write(words: &[Clustered]) -> String {
    words.iter().map(|one| format!("{}\t{}\t{}\t{}\n", one.word, one.fine, one.coarse, one.capitals)).collect()
}

/// From those lines; broken ones are left out.
pub fn read(text: &str) -> Vec<Clustered> {
    let line = |line: &str| {
        let mut columns = line.split('\t');
        let word = columns.next()?.to_owned();
        let mut number = || columns.next()?.parse().ok();
        Some(Clustered { word, fine: number()?, coarse: number()?, capitals: number()? })
    };
    text.lines().filter_map(line).collect()
}

/// Bigram counts of a word: the other word and how often.
type Beside = Vec<(u32, u32)>;

/// Cuts text into lower-case words as the signatures see them.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    cased(text).map(|word| word.to_lowercase().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect())
}

/// The same, as they are written.
fn cased(text: &str) -> impl Iterator<Item = String> + '_ {
    let pieces = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/'));
    pieces
        .flat_map(|piece| {
            let core = piece.trim_matches(|c: char| !c.is_alphanumeric());
            let (core, rest) = match core.find(['\'', '’']) {
                Some(at) if at > 0 => core.split_at(at),
                _ => (core, ""),
            };
            let stop = piece.ends_with(['.', ',', ';', ':', '!', '?']);
            [core.to_owned(), rest.to_owned(), if stop { piece[piece.len() - 1..].to_owned() } else { String::new() }]
        })
        .filter(|word| !word.is_empty())
}

/// How often words have a capital inside sentences, of words seen there at least four times: from 1 (never) to 7
/// (always).
pub fn capitals(texts: &[String]) -> HashMap<String, u8> {
    let mut counts: HashMap<String, [u32; 2]> = HashMap::new();
    for line in texts.iter().flat_map(|text| text.lines()) {
        let mut inside = false;
        for word in cased(line) {
            let letters = word.starts_with(char::is_alphabetic);
            if inside && letters {
                let count = counts.entry(word.to_lowercase()).or_default();
                count[usize::from(word.starts_with(char::is_uppercase))] += 1;
            }
            inside = letters || inside && word == ",";
        }
    }
    counts.retain(|_, [small, capital]| *small + *capital >= 4);
    counts.into_iter().map(|(word, [small, capital])| (word, 1 + (capital * 6 / (small + capital)) as u8)).collect()
}

/// Counts of words.
pub fn count(texts: &[String]) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for text in texts {
        words(text).for_each(|word| *counts.entry(word).or_default() += 1);
    }
    counts
}

/// Clusters the words that occur at least `least` times into `size` clusters.
pub fn cluster(texts: &[String], counts: &HashMap<String, u32>, least: u32, size: usize, rounds: usize) -> Clusters {
    let mut vocabulary: Vec<_> = counts.iter().filter(|(_, count)| **count >= least).collect();
    vocabulary.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let index: HashMap<&str, u32> =
        vocabulary.iter().enumerate().map(|(at, (word, _))| (word.as_str(), at as u32)).collect();
    let [before, after] = bigrams(texts, &index);
    let frequency: Vec<_> = vocabulary.iter().map(|(_, count)| **count).collect();
    let of = Exchange::new(before, after, &frequency, size).run(rounds);
    vocabulary.into_iter().zip(of).map(|((word, _), cluster)| (word.clone(), cluster as u8 + 1)).collect()
}

fn bigrams(texts: &[String], index: &HashMap<&str, u32>) -> [Vec<Beside>; 2] {
    let mut pairs: Vec<u64> = Vec::new();
    for text in texts {
        let mut last = None;
        for word in words(text) {
            let here = index.get(word.as_str()).copied();
            if let (Some(last), Some(here)) = (last, here) {
                pairs.push(u64::from(last) << 32 | u64::from(here));
            }
            last = here;
        }
    }
    pairs.sort_unstable();
    let mut sides = [vec![Beside::new(); index.len()], vec![Beside::new(); index.len()]];
    for run in pairs.chunk_by(|a, b| a == b) {
        let (left, right, times) = ((run[0] >> 32) as u32, run[0] as u32, run.len() as u32);
        sides[0][right as usize].push((left, times));
        sides[1][left as usize].push((right, times));
    }
    sides
}

struct Exchange<'a> {
    sides: [Vec<Beside>; 2],
    frequency: &'a [u32],
    size: usize,
    of: Vec<usize>,
    totals: Vec<u32>,
    /// For each side: counts of (word beside, cluster).
    tables: [Vec<u32>; 2],
    logs: Vec<f32>,
}

impl<'a> Exchange<'a> {
    fn new(before: Vec<Beside>, after: Vec<Beside>, frequency: &'a [u32], size: usize) -> Self {
        let words = frequency.len();
        let logs = (0..8192).map(x_log_x).collect();
        let tables = [vec![0; words * size], vec![0; words * size]];
        let of = (0..words).map(|word| word % size).collect();
        let mut new = Exchange { sides: [before, after], frequency, size, of, totals: vec![0; size], tables, logs };
        for word in 0..words {
            new.shift(word, new.of[word], u32::wrapping_add);
        }
        new
    }

    fn shift(&mut self, word: usize, cluster: usize, change: impl Fn(u32, u32) -> u32) {
        self.totals[cluster] = change(self.totals[cluster], self.frequency[word]);
        for side in 0..2 {
            for (other, times) in &self.sides[side][word] {
                let at = *other as usize * self.size + cluster;
                self.tables[side][at] = change(self.tables[side][at], *times);
            }
        }
    }

    fn run(mut self, rounds: usize) -> Vec<usize> {
        let mut gains = vec![0f32; self.size];
        for _ in 0..rounds {
            for word in 0..self.of.len() {
                let from = self.of[word];
                self.shift(word, from, u32::wrapping_sub);
                self.gains(word, &mut gains);
                let best = (0..self.size).fold(from, |best, next| if gains[next] > gains[best] { next } else { best });
                self.of[word] = best;
                self.shift(word, best, u32::wrapping_add);
            }
        }
        self.of
    }

    /// What adding the word to each cluster is worth.
    fn gains(&self, word: usize, gains: &mut [f32]) {
        let own = self.frequency[word];
        for (gain, total) in gains.iter_mut().zip(&self.totals) {
            *gain = 2.0 * (self.log(*total) - self.log(total + own));
        }
        for side in 0..2 {
            for (other, times) in &self.sides[side][word] {
                let from = *other as usize * self.size;
                let alone = self.log(*times);
                for (gain, count) in gains.iter_mut().zip(&self.tables[side][from..from + self.size]) {
                    *gain += if *count == 0 { alone } else { self.log(count + times) - self.log(*count) };
                }
            }
        }
    }

    fn log(&self, count: u32) -> f32 {
        self.logs.get(count as usize).copied().unwrap_or_else(|| x_log_x(count))
    }
}

fn x_log_x(count: u32) -> f32 {
    let x = f64::from(count.max(1));
    (x * x.ln()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_used_alike_end_together() {
        let mut text = String::new();
        for (who, what) in [
            ("troops", "fired"),
            ("rebels", "attacked"),
            ("police", "fired"),
            ("troops", "attacked"),
            ("rebels", "fired"),
            ("police", "attacked"),
        ] {
            text.push_str(&format!("the {who} {what} today . "));
        }
        let texts = vec![text.repeat(5)];
        let clusters: HashMap<_, _> = cluster(&texts, &count(&texts), 2, 4, 10).into_iter().collect();
        assert_eq!(clusters["troops"], clusters["rebels"]);
        assert_eq!(clusters["fired"], clusters["attacked"]);
        assert_ne!(clusters["troops"], clusters["fired"]);
    }
}
