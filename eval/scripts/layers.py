#!/usr/bin/env python3
"""Scores the layers beside the events: time expressions, place names, attributions.

usage: layers.py DATELINE DATA SCORERS [--only times|places|attributions]

DATELINE is the program, DATA the folder with `temporal`, `geo` and `attribution`, SCORERS the one with the scorers. Every
document is given to `dateline code` as a user would have it: its text, its day of publication, and its address and
publisher where the set has them. Prints what the scorers print, a set at a time.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import tempfile

TIMES = ("tbaq_timebank", "tbaq_aquaint", "meantime")
PLACES = ("geowebnews", "lgl", "trnews", "geovirus")


def document(row):
    """What a user would have of a document."""
    report = {"id": str(row["doc"]), "text": row["text"]}
    day = row.get("dct") or row.get("published") or row.get("date")
    if day:
        report["published"] = str(day)[:10]
    if row.get("url"):
        report["url"] = row["url"]
    publisher = row.get("publisher") or row.get("domain")
    if publisher:
        report["publisher"] = publisher
    return report


def coded(program, gold, layer, folder):
    """The lines of one layer, by document."""
    rows = [json.loads(line) for line in open(gold, encoding="utf-8")]
    given, taken = folder / "in.jsonl", folder / "out.jsonl"
    given.write_text("".join(json.dumps(document(row)) + "\n" for row in rows), encoding="utf-8")
    command = [program, "code", str(given), "--format", "jsonl", "--layers", layer, "-o", str(taken), "--quiet"]
    subprocess.run(command, check=True)
    lines = collections.defaultdict(list)
    for line in open(taken, encoding="utf-8"):
        record = json.loads(line)
        lines[record.get("report")].append(record)
    return [row["doc"] for row in rows], lines


def score(args, gold, layer, key, kind, fields, scorer, flags):
    """Codes a set, writes the scorer's input, runs it."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        documents, lines = coded(args.dateline, gold, layer, folder)
        system = folder / "system.jsonl"
        with open(system, "w", encoding="utf-8") as out:
            for doc in documents:
                found = [{f: x[f] for f in fields} for x in lines[str(doc)] if x["kind"] == kind]
                out.write(json.dumps({"doc": doc, key: found}) + "\n")
        print(f"== {gold.stem} {' '.join(flags)}", flush=True)
        subprocess.run(["python3", args.scorers / scorer, gold, system, *flags], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dateline")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("scorers", type=pathlib.Path)
    parser.add_argument("--only", choices=("times", "places", "attributions"))
    args = parser.parse_args()
    wanted = (args.only,) if args.only else ("times", "places", "attributions")
    if "times" in wanted:
        for name in TIMES:
            gold = args.data / "temporal" / f"{name}.jsonl"
            fields = ("start", "end", "type", "value")
            score(args, gold, "times", "timex", "timex", fields, "score_timex.py", ["--skip-dct"])
    if "places" in wanted:
        for name in PLACES:
            gold = args.data / "geo" / f"{name}.jsonl"
            fields = ("start", "end", "lat", "lon")
            score(args, gold, "places", "toponyms", "toponym", fields, "score_geo.py", ["--coords-only"])
    if "attributions" in wanted:
        gold = args.data / "attribution" / "polnear_dev.jsonl"
        for flags in ([], ["--direct"]):
            fields = ("source", "cue", "content")
            score(args, gold, "attributions", "attributions", "attribution", fields, "score_attribution.py", flags)


if __name__ == "__main__":
    main()
