#!/usr/bin/env python3
"""Article extraction beside trafilatura, in one run: scores and CPU time of both on the same pages.

    extraction.py PAGES SCORER DATELINE [SET ...]

PAGES     folder with SET.jsonl (one gold page a line) and the pages they name, gzipped
SCORER    folder of score_extraction.py
DATELINE  the command, release build

Dateline runs as one process with one thread, its start and the writing of records included; trafilatura (bare_extraction
with metadata) runs in this process, reading and decoding not counted. CPU time, not wall time. Prints a Markdown table.
"""
import datetime
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FIELDS = [("body", "f1"), ("date", "exact_day"), ("title", "lenient"), ("authors", "f1"), ("snippets", "f1")]


def is_day(value):
    try:
        datetime.date.fromisoformat(value or "")
        return True
    except ValueError:
        return False


def gold_of(pages, name):
    """The gold pages; a day that is none in the calendar is no gold."""
    gold = [json.loads(line) for line in open(pages / f"{name}.jsonl", encoding="utf8")]
    for page in gold:
        page["date_published"] = page["date_published"] if is_day(page["date_published"]) else None
    return gold


def unpacked(pages, gold, folder):
    """Writes each page once, named by its number, and gives the gold pages of each."""
    numbers = {}
    for page in gold:
        numbers.setdefault(page["html_path"], []).append(page)
    listed = list(numbers.items())
    for number, (path, _) in enumerate(listed):
        (folder / f"{number}.html").write_bytes(gzip.open(pages / path).read())
    return [of for _, of in listed]


def children():
    times = os.times()
    return times.children_user + times.children_system


def dateline(command, folder, listed):
    out = folder.parent / "out.jsonl"
    before = children()
    run = [command, "extract", folder, "--format", "jsonl", "--threads", "1", "-q", "-o", out]
    subprocess.run(run, check=False)
    seconds = children() - before
    found = {}
    for line in open(out, encoding="utf8"):
        report = json.loads(line)
        if report["kind"] == "report":
            day = (report["published"] or {}).get("value")
            value = dict(title=report["title"], authors=report.get("authors"), date=day, body=report["text"])
            for page in listed[int(report["id"].split("-")[0])]:
                found[page["id"]] = dict(value, id=page["id"])
    return found, seconds


def peer(folder, listed):
    import time

    import trafilatura

    found, seconds = {}, 0.0
    for number, pages in enumerate(listed):
        html = trafilatura.utils.decode_file((folder / f"{number}.html").read_bytes())
        before = time.process_time()
        try:
            got = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False)
        except Exception as error:
            print(f"trafilatura failed on {pages[0]['id']}: {error}", file=sys.stderr)
            got = None
        seconds += time.process_time() - before
        for page in pages:
            value = dict(id=page["id"], title=None, authors=None, date=None, body="")
            if got:
                authors = (got.author or "").split("; ") if got.author else None
                value.update(title=got.title, authors=authors, date=got.date, body=got.text or "")
            found[page["id"]] = value
    return found, seconds


def row(name, tool, gold, found, seconds, pages, score):
    scores = score(gold, found)
    cells = [f"{scores[field][key]:.3f}" if field in scores else "-" for field, key in FIELDS]
    counts = " / ".join(str(scores[field]["n"]) if field in scores else "-" for field, _ in FIELDS)
    print(f"| {name} ({counts}) | {tool} | {' | '.join(cells)} | {pages / seconds:.0f} |", flush=True)


def main():
    pages, scorer, command, *names = sys.argv[1:]
    sys.path.insert(0, scorer)
    from score_extraction import score

    import trafilatura

    names = names or ["aeb", "fundus", "wcxb", "trafilatura", "readability", "htmldate"]
    print("| set (pages with body / day / title / authors / snippets) | tool | body F1 | day right | title lenient | author F1 | snippet F1 | pages/CPU-s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in names:
        gold = gold_of(Path(pages), name)
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "pages"
            folder.mkdir()
            listed = unpacked(Path(pages), gold, folder)
            row(name, "Dateline", gold, *dateline(command, folder, listed), len(listed), score)
            row(name, f"trafilatura {trafilatura.__version__}", gold, *peer(folder, listed), len(listed), score)


if __name__ == "__main__":
    main()
