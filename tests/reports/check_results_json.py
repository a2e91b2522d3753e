#!/usr/bin/python3
"""Validates results.json files against the installed schema, and the schema itself.

usage: check_results_json.py SCHEMA FILE...
"""
import copy
import json
import sys

import jsonschema


def read(path):
    with open(path, encoding="utf-8", errors="strict") as file:
        return json.load(file)


schema = read(sys.argv[1])
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
documents = {path: read(path) for path in sys.argv[2:]}
failed = not documents
for path, document in documents.items():
    for error in validator.iter_errors(document):
        print(f"{path}: {error.json_path}: {error.message[:300]}")
        failed = True
    counts = document["summary"]["tally"]
    outcomes = [verdict["outcome"] for verdict in document["verdicts"]]
    for outcome, count in counts.items():
        if count != (len(outcomes) if outcome == "total" else outcomes.count(outcome)):
            print(f"{path}: the tally of {outcome} is wrong")
            failed = True

# A schema that accepts everything would pass the above: each of these must be refused.
for path, document in documents.items():
    for position, verdict in enumerate(document["verdicts"][:10]):
        spoilt = copy.deepcopy(verdict)
        if verdict["outcome"] in ("fail", "warn"):
            spoilt["findings"] = []
        elif verdict["outcome"] == "pass":
            del spoilt["level"]
        else:
            spoilt["reason"] = ""
        if validator.is_valid({**document, "verdicts": [spoilt]}):
            print(f"{path}: verdict {position} spoilt, and still valid")
            failed = True
sys.exit(1 if failed else 0)
