#!/usr/bin/env python3
"""The type of a snippet, after CASE-2021 task 2, from events coded with examples/codebooks/acled.

usage: case.py EVENTS.jsonl LABELS.jsonl

EVENTS is the output of `dateline code --codebook examples/codebooks/acled --min-confidence 0.1 --format jsonl`; LABELS
gets one row {"doc", "label"} a report. A snippet has one label, its events may have many: the one that weighs most is
the snippet's. An event weighs its confidence, which the codebook sets higher the more a rule asks for ("suicide bomb"
says more than "attack"); less after the first sentence, where what went before is told; and less where it did not
happen. Equal weights: the first in the text. A snippet without an event gets no label.
"""

import json
import sys

LABELS = {
    "BATTLES/armed-clash": "ARMED_CLASH",
    "BATTLES/government-regains-territory": "GOV_REGAINS_TERIT",
    "BATTLES/non-state-overtakes-territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "EXPLOSIONS/air-strike": "AIR_STRIKE",
    "EXPLOSIONS/chemical-weapon": "CHEM_WEAP",
    "EXPLOSIONS/grenade": "GRENADE",
    "EXPLOSIONS/remote-explosive": "REM_EXPLOS",
    "EXPLOSIONS/shelling": "ART_MISS_ATTACK",
    "EXPLOSIONS/suicide-bomb": "SUIC_BOMB",
    "CIVILIANS/abduction": "ABDUCT_DISSAP",
    "CIVILIANS/attack": "ATTACK",
    "CIVILIANS/sexual-violence": "SEX_VIOL",
    "PROTESTS/excessive-force": "FORCE_AGAINST_PROTEST",
    "PROTESTS/peaceful": "PEACE_PROTEST",
    "PROTESTS/with-intervention": "PROTEST_WITH_INTER",
    "RIOTS/mob-violence": "MOB_VIOL",
    "RIOTS/violent-demonstration": "VIOL_DEMONSTR",
    "STRATEGIC/agreement": "AGREEMENT",
    "STRATEGIC/arrest": "ARREST",
    "STRATEGIC/base-established": "HQ_ESTABLISHED",
    "STRATEGIC/change-to-group": "CHANGE_TO_GROUP_ACT",
    "STRATEGIC/disrupted-weapons-use": "DISR_WEAP",
    "STRATEGIC/non-violent-transfer": "NON_VIOL_TERRIT_TRANSFER",
    "STRATEGIC/other": "OTHER",
    "STRATEGIC/property-destruction": "PROPERTY_DISTRUCT",
    "ATTRIBUTION/": "ATTRIB",
    "CRIME/": "ORG_CRIME",
    "DIPLOMACY/": "DIPLO",
    "DISASTERS/man-made": "MAN_MADE_DISASTER",
    "DISASTERS/natural": "NATURAL_DISASTER",
}
LATER = 0.85
UNREAL = 0.7


def weight(event):
    value = event["confidence"]
    if event["sentence"] > 0:
        value *= LATER
    if event["reality"] != "occurred":
        value *= UNREAL
    return value


def labels(lines):
    """The label of each report that has an event."""
    best = {}
    for line in lines:
        row = json.loads(line)
        if row["kind"] != "event":
            continue
        label = LABELS.get(f"{row['type']}/{row['mode'] or ''}")
        if label is None:
            sys.exit(f"no label for {row['type']}/{row['mode']}")
        if weight(row) > best.get(row["report"], (0, ""))[0]:
            best[row["report"]] = weight(row), label
    return {report: label for report, (_, label) in best.items()}


def main():
    with open(sys.argv[1], encoding="utf-8") as events:
        found = labels(events)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for report, label in found.items():
            out.write(json.dumps({"doc": report, "label": label}) + "\n")


if __name__ == "__main__":
    main()
