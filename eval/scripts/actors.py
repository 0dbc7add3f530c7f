#!/usr/bin/env python3
"""Scores actor phrases that stand alone: country and sectors, right, wrong and unknown, with the errors by cause.

    actors.py BINARY PHRASES.jsonl [--errors]

BINARY is the example `actor_phrases` of the crate `dateline`. PHRASES has `text`, `expected_actor`, and the day among
`args` or under `kwargs.query_date`. Rows whose label is a page title, a count or an operator are left out, and so are the
rows that hand over a country beside the phrase. A pseudo-country for an organisation of states (IGO, EUR, UNO) is right
where no country and the sector IGO are given. "Unknown" is an empty label; `UNK` is read as empty.
"""
import collections, json, re, subprocess, sys

CALLS = {"agent_to_code", "short_text_to_agent", "search_nat", "trf_agent_match"}
STATES = {"IGO", "EUR", "UNO"}


def day(row):
    cells = [*row.get("args", []), (row.get("kwargs") or {}).get("query_date", "")]
    return next((c for c in cells if re.fullmatch(r"\d{4}-\d\d-\d\d", str(c))), "2025-11-01" if "today" in cells else "")


def rows(path):
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        given = [a for a in row.get("args", []) if a and a != "today" and not re.match(r"\d{4}-", str(a))]
        if row["call"] in CALLS and not given and "known_country" not in (row.get("kwargs") or {}):
            yield row


def wanted(row):
    """(country or None where unlabelled, sectors or None)"""
    gold = row["expected_actor"]
    if gold.get("code", 0) is None:
        return "", []
    country = gold.get("country", gold.get("cc"))
    sectors = None if "code_1" not in gold else [s for s in (gold["code_1"], gold.get("code_2")) if s and s != "UNK"]
    return country, sectors


def verdict(got, gold):
    if got == gold:
        return "right" if gold else "right, unknown"
    return "missing" if not got else "wrong" if gold else "invented"


def main(binary, path, errors):
    cases = list(rows(path))
    lines = "".join(f"{row['text']}\t{day(row)}\n" for row in cases)
    out = subprocess.run([binary], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    tally = {name: collections.Counter() for name in ("country", "sector, first", "sector, any")}
    for row, line in zip(cases, out, strict=True):
        country, sectors = wanted(row)
        got_country, cell, _ = line.split("\t")
        got = [s for s in cell.split(";") if s]
        marks = {}
        if country is not None:
            states = country in STATES and not got_country and "IGO" in got
            marks["country"] = "right" if states else verdict(got_country, country)
        if sectors is not None:
            first = sectors[0] if sectors else ""
            marks["sector, first"] = verdict(got[0] if got else "", first)
            marks["sector, any"] = "right" if first in got else marks["sector, first"]
        for name, mark in marks.items():
            tally[name][mark] += 1
        if errors and any(not mark.startswith("right") for mark in marks.values()):
            print(f"  {row['text']} [{day(row)}]: {country} {sectors} <- {got_country} {got}: {marks}")
    for name, counts in tally.items():
        total, right = sum(counts.values()), counts["right"] + counts["right, unknown"]
        given = counts["right"] + counts["wrong"] + counts["invented"]
        print(f"{name}: {right} of {total} ({right / max(total, 1):.3f}); of {given} given {counts['right']} right; {dict(counts)}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "--errors" in sys.argv)
