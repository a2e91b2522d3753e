#!/usr/bin/python3
"""Holds waivers.schema.json to what the reader takes and refuses.

usage: check_schema.py SCHEMA
"""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
good = {
    "requirement": "metadata.served", "target": "exchange-*", "reason": "why", "owner": "anna",
    "url": "https://tracker.example/1", "expires": "2027-01-31",
}
wrong = []
for entry in (good, {**good, "expected": "actual no realm"}):
    if not validator.is_valid({"waivers": [entry]}):
        wrong.append(f"refused: {entry}")
for spoilt in [
    *({key: value for key, value in good.items() if key != left_out} for left_out in good),
    {**good, "expires": "tomorrow"}, {**good, "url": "ticket 17"}, {**good, "owner": ""}, {**good, "onwer": "x"},
]:
    if validator.is_valid({"waivers": [spoilt]}):
        wrong.append(f"taken: {spoilt}")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
