//! From the document model to the record: the only place where the one is turned into the other.

use super::types::*;
use super::{FORMAT, LayerSet, Record, why};
use dateline_doc as doc;
use dateline_doc::{Byte, Reading, Span, Text};

/// What conversion needs of a report.
#[derive(Clone, Copy)]
struct Context<'r> {
    id: &'r str,
    text: &'r Text,
    version: &'r Version,
}

pub(super) fn record(reading: &Reading, version: &Version, wanted: LayerSet) -> Record {
    let context = Context { id: &reading.article.id, text: &reading.article.text, version };
    Record {
        report: report(&reading.article, version),
        layers: layers(context, &reading.layers, wanted),
        events: reading.events.iter().enumerate().map(|(i, event)| context.event(i, event, &reading.layers)).collect(),
        sentences: reading.events.iter().map(|event| context.sentence(&reading.layers.syntax, event)).collect(),
        quotes: reading.layers.quotes.iter().map(|quote| context.quote(quote)).collect(),
        notes: reading.notes.iter().map(|note| context.note(note)).collect(),
    }
}

fn report(article: &doc::Article, version: &Version) -> Report {
    Report {
        id: article.id.clone(),
        text: article.text.as_str().to_owned(),
        title: article.title.clone(),
        subtitle: article.subtitle.clone(),
        authors: article.authors.clone(),
        section: article.section.clone(),
        url: article.url.clone(),
        publisher: article.publisher.clone(),
        language: article.language.clone(),
        published: article.published.map(published),
        modified: article.modified.map(published),
        credits: article.credits.clone(),
        copied: article.copied.as_ref().map(copied),
        dateline: article.dateline.as_ref().map(|dateline| self::dateline(&article.text, dateline)),
        sha256: article.sha256.clone(),
        source: origin(&article.text, &article.origin),
        format: FORMAT,
        version: version.clone(),
    }
}

fn published(published: doc::Published) -> Published {
    let basis = published.basis.as_str();
    Published {
        value: published.to_string(),
        precision: published.precision().into(),
        basis: basis.into(),
        stated_by: (published.stated_by != basis).then(|| published.stated_by.into()),
    }
}

fn copied(copied: &doc::Copied) -> Copied {
    Copied { report: copied.report.clone(), similarity: f64::from(copied.per_mille) / 1000.0 }
}

/// Nothing for an article that was made without a document.
fn origin(text: &Text, origin: &doc::Origin) -> Option<Origin> {
    let map: Vec<[u32; 4]> = origin.map.runs().iter().flat_map(|run| pieces(text, run)).collect();
    (!map.is_empty() || origin.file.is_some()).then(|| Origin {
        file: origin.file.clone(),
        offset: origin.part.as_ref().map(|part| part.start),
        length: origin.part.as_ref().map(|part| part.end - part.start),
        encoding: (!origin.encoding.is_empty()).then(|| origin.encoding.into()),
        map,
    })
}

/// A run as pieces: verbatim units stay together, others stand alone.
fn pieces<'t>(text: &'t Text, run: &'t doc::Run) -> impl Iterator<Item = [u32; 4]> + 't {
    let (pieces, each) = if run.verbatim { (1, run.count) } else { (run.count, 1) };
    (0..pieces).map(move |piece| {
        let (text_start, source_start) = (run.text + piece * run.text_width, run.source + piece * run.source_width);
        let chars = text.to_chars(Span::new(text_start, text_start + each * run.text_width));
        [chars.start, chars.end, source_start, source_start + each * run.source_width]
    })
}

fn dateline(text: &Text, dateline: &doc::Dateline) -> Dateline {
    let words = |span: Option<Span<Byte>>| span.map(|span| Words::at(text, span));
    Dateline { place: words(dateline.place), agency: words(dateline.agency), date: words(dateline.date) }
}

fn layers(context: Context<'_>, layers: &doc::Layers, wanted: LayerSet) -> Vec<Line> {
    let mut lines = Vec::new();
    if wanted.times {
        lines.extend(layers.times.iter().map(|timex| Line::Timex(context.timex(timex))));
    }
    if wanted.places {
        lines.extend(layers.toponyms.iter().map(|toponym| Line::Toponym(context.toponym(toponym))));
    }
    if wanted.names {
        lines.extend(layers.names.iter().map(|name| Line::Name(context.name(name))));
    }
    if wanted.attributions {
        let all = &layers.attributions;
        lines.extend(all.iter().filter_map(|said| context.attribution(said, all)).map(Line::Attribution));
    }
    if wanted.predicates {
        lines.extend(layers.predicates.iter().map(|predicate| Line::Predicate(context.predicate(predicate))));
    }
    if wanted.coref {
        lines.extend(layers.mentions.iter().map(|mention| Line::Mention(context.mention(mention))));
    }
    lines
}

impl Context<'_> {
    fn words(&self, span: Span<Byte>) -> Words {
        Words::at(self.text, span)
    }

    fn report_id(&self) -> String {
        self.id.to_owned()
    }

    fn entity(&self, number: u32) -> String {
        format!("{}/e{number}", self.id)
    }

    fn event(&self, index: usize, event: &doc::Event, layers: &doc::Layers) -> Event {
        let (hedge, disputed) = self.distance(layers, event);
        Event {
            report: self.report_id(),
            id: format!("{}#{}", self.id, index + 1),
            kind: event.kind.value.to_string(),
            mode: event.mode.as_ref().map(|mode| mode.value.to_string()),
            cameo: event.cameo.as_deref().map(str::to_owned),
            contexts: event.contexts.iter().map(|context| context.value.to_string()).collect(),
            sentence: event.sentence,
            trigger: self.words(event.trigger),
            actors: event.actors.iter().map(|actor| self.participant(actor)).collect(),
            recipients: event.recipients.iter().map(|recipient| self.participant(recipient)).collect(),
            place: event.place.known().map(|place| self.place(place)),
            origin: event.origin.as_ref().map(|origin| self.place(&origin.value)),
            destination: event.destination.as_ref().map(|destination| self.place(&destination.value)),
            time: event.time.known().map(|time| self.time(time)),
            reality: event.reality.value.as_str().into(),
            background: event.background.value,
            sources: event.sources.iter().map(|source| self.source(source)).collect(),
            hedge,
            disputed,
            figures: event.figures.iter().map(|figure| self.figure(figure)).collect(),
            cluster: format!("{}/c{}", self.id, event.cluster),
            main: event.main,
            confidence: f64::from(event.confidence.as_per_mille()) / 1000.0,
            absent: why::absent(event),
            why: why::why(self.text, self.version, event),
        }
    }

    /// The sentence of an event; its trigger where the syntax has no such sentence.
    fn sentence(&self, syntax: &doc::Syntax, event: &doc::Event) -> Words {
        let sentence = syntax.sentences().get(event.sentence);
        self.words(sentence.map_or(event.trigger, |sentence| sentence.span))
    }

    fn participant(&self, participant: &doc::Participant) -> Participant {
        Participant {
            words: self.words(participant.span),
            name: participant.name.as_deref().map(str::to_owned),
            country: participant.country.as_ref().map(|country| country.value.to_string()),
            sectors: participant.sectors.iter().map(|sector| sector.value.to_string()).collect(),
            entity: participant.entity.map(|number| self.entity(number)),
        }
    }

    fn place(&self, place: &doc::EventPlace) -> Place {
        let (located, reason) = located(&place.toponym.place);
        Place { words: self.words(place.toponym.span), located, basis: place.basis.as_str().into(), reason }
    }

    fn time(&self, time: &doc::EventTime) -> Time {
        let words = time.span.map(|span| self.words(span));
        Time {
            start: words.as_ref().map(|words| words.start),
            end: words.as_ref().map(|words| words.end),
            text: words.map(|words| words.text),
            from: time.interval.from.to_string(),
            to: time.interval.to.to_string(),
            precision: time.precision.as_str().into(),
            basis: time.basis.as_str().into(),
        }
    }

    fn source(&self, source: &doc::Source) -> Source {
        Source {
            words: self.words(source.span),
            cue: source.cue.map(|cue| self.words(cue)),
            kind: source.kind.map(|kind| kind.as_str().into()),
            stance: stance(source),
            entity: source.entity.map(|number| self.entity(number)),
        }
    }

    /// The hedge nearest around an event, and who disputes it.
    fn distance(&self, layers: &doc::Layers, event: &doc::Event) -> (Option<Words>, Vec<Source>) {
        let around = layers.hedges.iter().filter(|hedge| hedge.scope.contains(event.trigger));
        let hedge = around.min_by_key(|hedge| (hedge.scope.len(), hedge.span)).map(|hedge| self.words(hedge.span));
        let own = event.sources.last().map(|source| source.head);
        let said = |at: usize| {
            let claim = layers.attributions.get(at).filter(|claim| claim.chain.last().map(|source| source.head) == own);
            claim.is_some_and(|claim| claim.content.iter().any(|span| span.contains(event.trigger)))
        };
        let denials = layers.attributions.iter().filter(|denial| denial.disputes.is_some_and(said));
        let disputed = denials.filter_map(|denial| denial.chain.last()).map(|source| self.source(source)).collect();
        (hedge, disputed)
    }

    fn figure(&self, figure: &doc::Figure) -> Figure {
        Figure {
            role: figure.role.as_str().into(),
            value: figure.value,
            low: figure.low,
            high: figure.high,
            quantifier: figure.quantifier.as_str().into(),
            words: self.words(figure.span),
            unit: figure.unit.map(|unit| self.words(unit)),
        }
    }

    fn quote(&self, quote: &doc::Quote) -> Quote {
        let speaker = quote.speaker.as_ref().map(|speaker| self.source(speaker));
        Quote {
            report: self.report_id(),
            words: self.words(quote.span),
            mode: quote.mode.as_str().into(),
            cue: speaker.as_ref().and_then(|speaker| speaker.cue.clone()),
            speaker: speaker.map(|speaker| Speaker { words: speaker.words, kind: speaker.kind }),
            translated_from: quote.translated_from.map(|span| self.words(span)),
        }
    }

    fn note(&self, note: &doc::Note) -> Note {
        let span = note.span.map(|span| self.text.to_chars(span));
        Note {
            report: self.report_id(),
            severity: match note.severity {
                doc::Severity::Info => "info".into(),
                doc::Severity::Warning => "warning".into(),
            },
            code: note.code.to_owned(),
            message: note.message.clone(),
            start: span.map(|span| span.start),
            end: span.map(|span| span.end),
        }
    }

    fn timex(&self, timex: &doc::Timex) -> Timex {
        Timex {
            report: self.report_id(),
            words: self.words(timex.span),
            kind: timex.kind.as_str().into(),
            value: timex.value.clone(),
            from: timex.interval.map(|interval| interval.from.to_string()),
            to: timex.interval.map(|interval| interval.to.to_string()),
            precision: timex.precision.as_str().into(),
            basis: timex.basis.as_str().into(),
        }
    }

    fn toponym(&self, toponym: &doc::Toponym) -> Toponym {
        let (located, reason) = located(&toponym.place);
        Toponym { report: self.report_id(), words: self.words(toponym.span), located, reason }
    }

    fn name(&self, name: &doc::Name) -> Name {
        Name {
            report: self.report_id(),
            words: self.words(name.span),
            kind: name.kind.as_str().into(),
            entity: self.entity(name.entity),
        }
    }

    fn predicate(&self, predicate: &doc::Predicate) -> Predicate {
        let argument = |argument: &doc::Argument| Argument {
            role: argument.role.as_str().into(),
            words: self.words(argument.span),
        };
        Predicate {
            report: self.report_id(),
            words: self.words(predicate.span),
            lemma: predicate.lemma.to_string(),
            arguments: predicate.arguments.iter().map(argument).collect(),
        }
    }

    fn mention(&self, mention: &doc::Mention) -> Mention {
        Mention {
            report: self.report_id(),
            words: self.words(mention.span),
            kind: mention.kind.as_str().into(),
            chain: format!("c{}", mention.chain + 1),
        }
    }

    /// The innermost source: the outer links of a chain are attributions of their own.
    fn attribution(&self, said: &doc::Attribution, all: &[doc::Attribution]) -> Option<Attribution> {
        let disputed = said.disputes.and_then(|at| all.get(at)).map_or(&[][..], |claim| &claim.content[..]);
        said.chain.last().map(|source| Attribution {
            report: self.report_id(),
            source: why::pairs(self.text, [&source.span]),
            cue: why::pairs(self.text, &source.cue),
            content: why::pairs(self.text, &said.content),
            mode: said.mode.as_str().into(),
            stance: stance(source),
            entity: source.entity.map(|number| self.entity(number)),
            disputes: why::pairs(self.text, disputed),
        })
    }
}

/// As published; nothing where the source asserts it.
fn stance(source: &doc::Source) -> Option<Code> {
    (source.stance != doc::Stance::Asserts).then(|| source.stance.as_str().into())
}

fn located(place: &Result<doc::Place, doc::Reason>) -> (Located, Option<Code>) {
    match place {
        Ok(place) => (gazetteer_entry(place), None),
        Err(reason) => (Located::default(), Some(reason.as_str().into())),
    }
}

/// Regions and sites of our own have no GeoNames identifier, and some lie in several countries: those values are null.
fn gazetteer_entry(place: &doc::Place) -> Located {
    Located {
        name: Some(place.name.to_string()),
        geonames: (place.geonames != 0).then_some(place.geonames),
        country: (!place.country.is_empty()).then(|| place.country.to_string()),
        admin1: place.admin1.as_deref().map(str::to_owned),
        lat: Some(degrees(place.lat_e5)),
        lon: Some(degrees(place.lon_e5)),
        precision: Some(place.precision.as_str().into()),
    }
}

/// The decimal nearest to the stored integer: one correctly rounded division, the same on every machine.
fn degrees(e5: i32) -> f64 {
    f64::from(e5) / 1e5
}
