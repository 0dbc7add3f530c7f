#!/usr/bin/env python3
"""Dateline beside spaCy's small CNN pipeline and UDPipe 1, on this machine, in one run.

    pip install spacy ufal.udpipe
    python3 eval/scripts/side_by_side.py --data DATA --work FOLDER --dateline target/release/dateline [--steps N] [--passes N]

spaCy (tagger and parser on one CNN, no vectors) and UDPipe are trained on the same treebanks (EWT train and the open part of
GUM train) and kept in FOLDER. Then each reads the raw text of EWT dev, paragraphs by blank lines, and is scored word by word
(same borders; F1 as in the CoNLL 2018 shared task, relations without subtypes), and each is timed on one core over the
running text of the two dev sets, five times over: words by CPU seconds of the process, without loading. UDPipe gives
tokens and sentences by itself; spaCy has its rule tokeniser, and sentences by the parser.
"""
import argparse, os, resource, subprocess, sys, time
from pathlib import Path


def sentences(path):
    """Sentences of a CoNLL-U file as (opens paragraph, [(form, head, relation, spaced)])."""
    words, opens = [], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newpar") or line.startswith("# newdoc"):
            opens = True
        elif not line and words:
            yield opens, words
            words, opens = [], False
        elif line and line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                words.append((cells[1], int(cells[6]), cells[7].split(":")[0], "SpaceAfter=No" not in cells[9]))
            elif "-" in cells[0]:
                # A multi-word token: its words are written together but for the last.
                multi = cells[0].split("-"), "SpaceAfter=No" not in cells[9]
                words.append(multi)
    if words:
        yield opens, words


def resolved(words):
    """Words with what follows each, multi-word tokens taken apart."""
    out, until, spaced = [], 0, True
    for word in words:
        if len(word) == 2:
            until, spaced = int(word[0][1]), word[1]
            continue
        number = len(out) + 1
        follows = word[3] if number > until else (spaced if number == until else False)
        out.append((word[0], word[1], word[2], follows))
    return out


def gold(path):
    """Raw text and for each word (start, end, start of its head, relation), places in characters without blanks."""
    text, rows, at = "", [], 0
    for opens, words in sentences(path):
        words = resolved(words)
        if opens and text:
            text = text.rstrip() + "\n\n"
        starts = []
        for form, _, _, spaced in words:
            starts.append((at, at + len(form.replace(" ", ""))))
            at = starts[-1][1]
            text += form + (" " if spaced else "")
        text = text if text.endswith(" ") else text + " "
        for (start, end), (_, head, relation, _) in zip(starts, words):
            rows.append((start, end, starts[head - 1][0] if head else -1, relation))
    return text, rows


def of_conllu(lines):
    rows, at, block = [], 0, []
    for line in list(lines) + [""]:
        if line and line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                block.append(cells)
        elif not line and block:
            starts = []
            for cells in block:
                starts.append((at, at + len(cells[1].replace(" ", ""))))
                at = starts[-1][1]
            for (start, end), cells in zip(starts, block):
                head = int(cells[6])
                rows.append((start, end, starts[head - 1][0] if head else -1, cells[7].split(":")[0]))
            block = []
    return rows


def score(name, ours, gold_rows, words, seconds):
    by_place = {(row[0], row[1]): row for row in ours}
    same = [(row, by_place[row[:2]]) for row in gold_rows if row[:2] in by_place]
    f1 = lambda right: 200.0 * right / (len(ours) + len(gold_rows))
    heads = sum(a[2] == b[2] for a, b in same)
    both = sum(a[2:] == b[2:] for a, b in same)
    print(f"| {name} | {f1(len(same)):.2f} | {f1(heads):.2f} | {f1(both):.2f} | {words / seconds:,.0f} |", flush=True)


def train_spacy(data, work, steps):
    model = work / "spacy" / "model-last"
    if not model.exists():
        for part in ["train", "dev"]:
            joined = work / f"{part}.conllu"
            joined.write_text("".join(open(data / f, encoding="utf-8").read() for f in
                              [f"ud_ewt/en_ewt-ud-{part}.conllu", f"gum_open/gum_open-{part}.conllu"]), encoding="utf-8")
            subprocess.run([sys.executable, "-m", "spacy", "convert", "-n", "10", joined, work], check=True)
        config = work / "spacy.cfg"
        subprocess.run([sys.executable, "-m", "spacy", "init", "config", config, "-p", "tagger,parser", "-o", "efficiency",
                        "-F"], check=True)
        subprocess.run([sys.executable, "-m", "spacy", "train", config, "-o", work / "spacy", "--paths.train",
                        work / "train.spacy", "--paths.dev", work / "dev.spacy", "--training.max_steps", str(steps),
                        "--training.eval_frequency", "500"], check=True)
    import spacy
    return spacy.load(model)


def train_udpipe(data, work, passes):
    from ufal.udpipe import InputFormat, Model, ProcessingError, Sentence, Sentences, Trainer
    model = work / "udpipe.model"
    if not model.exists():
        def read(part):
            out = Sentences()
            for name in [f"ud_ewt/en_ewt-ud-{part}.conllu", f"gum_open/gum_open-{part}.conllu"]:
                reader = InputFormat.newConlluInputFormat()
                reader.setText(open(data / name, encoding="utf-8").read())
                error = ProcessingError()
                while True:
                    one = Sentence()
                    if not reader.nextSentence(one, error):
                        break
                    out.append(one)
            return out
        error = ProcessingError()
        bytes_ = Trainer.train(Trainer.DEFAULT, read("train"), read("dev"), f"epochs={passes}", f"iterations={passes}",
                               f"iterations={passes};embedding_form=50;embedding_feats=20;embedding_upostag=20", error)
        if error.occurred():
            sys.exit(f"UDPipe: {error.message}")
        model.write_bytes(bytes_)
    return Model.load(str(model))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--dateline", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=6000, help="updates of spaCy")
    parser.add_argument("--passes", type=int, default=10, help="passes of UDPipe")
    parser.add_argument("--without", nargs="*", default=[], choices=["spacy", "udpipe"])
    options = parser.parse_args()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    options.work.mkdir(parents=True, exist_ok=True)
    text, rows = gold(options.data / "ud_ewt/en_ewt-ud-dev.conllu")
    more, _ = gold(options.data / "gum_open/gum_open-dev.conllu")
    long = (text + "\n\n" + more + "\n\n") * 5
    print("| system | words F1 | UAS | LAS | words a CPU second |\n|---|---|---|---|---|", flush=True)

    files = [options.work / "dev.txt", options.work / "long.txt", options.work / "one.txt"]
    for file, body in zip(files, [text, long, "Rain."]):
        file.write_text(body, encoding="utf-8")
    def run(file):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([options.dateline, "annotate", "--threads", "1", "--format", "conllu", file],
                             capture_output=True, text=True, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return out.split("\n"), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    ours = of_conllu(run(files[0])[0])
    start, all_ = run(files[2])[1], run(files[1])
    score("Dateline, all layers of `annotate`", ours, rows, sum(l[:1].isdigit() for l in all_[0]), all_[1] - start)

    if "spacy" not in options.without:
        nlp = train_spacy(options.data, options.work, options.steps)
        paragraphs = lambda body: [p for p in body.split("\n\n") if p.strip()]
        out, at = [], 0
        for doc in nlp.pipe(paragraphs(text)):
            places = {}
            for token in doc:
                if not token.is_space:
                    places[token.i] = (at, at + len(token.text)); at += len(token.text)
            for token in doc:
                if token.i in places:
                    root = token.head.i == token.i
                    head = -1 if root else places.get(token.head.i, (-2,))[0]
                    out.append((*places[token.i], head, "root" if root else token.dep_.split(":")[0].lower()))
        begin = time.process_time()
        count = sum(len(doc) for doc in nlp.pipe(paragraphs(long)))
        score(f"spaCy, tags and tree, {options.steps} updates", out, rows, count, time.process_time() - begin)

    if "udpipe" not in options.without:
        from ufal.udpipe import Pipeline, ProcessingError
        model = train_udpipe(options.data, options.work, options.passes)
        pipe = Pipeline(model, "tokenize", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu")
        out = of_conllu(pipe.process(text, ProcessingError()).split("\n"))
        begin = time.process_time()
        lines = pipe.process(long, ProcessingError()).split("\n")
        score(f"UDPipe 1, {options.passes} passes", out, rows, sum(l[:1].isdigit() for l in lines), time.process_time() - begin)


if __name__ == "__main__":
    main()
