#!/usr/bin/python3
"""Validates JSON files against a schema, and the schema itself.

usage: check_schema.py SCHEMA FILE...
"""
import json
import sys

import jsonschema


def read(path):
    with open(path, encoding="utf-8", errors="strict") as file:
        return json.load(file)


schema = read(sys.argv[1])
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
failed = len(sys.argv) < 3
for path in sys.argv[2:]:
    document = read(path)
    for error in validator.iter_errors(document):
        print(f"{path}: {error.json_path}: {error.message[:300]}")
        failed = True
    # A schema that accepts everything would pass the above.
    for member in schema["required"]:
        spoilt = {name: value for name, value in document.items() if name != member}
        if validator.is_valid(spoilt) or validator.is_valid({**document, member: None}):
            print(f"{path}: without {member}, and still valid")
            failed = True
sys.exit(1 if failed else 0)
