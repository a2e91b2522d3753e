"""Holds targets.schema.json itself against what an editor shows of it.

check_schema_keys.py SCHEMA CORPUS: the schema is valid, each key has a description and examples, each
example and each default is valid, and so are the corpus's good files that name other files.
"""
import json
import pathlib
import sys

import jsonschema

schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
corpus = pathlib.Path(sys.argv[2])
Validator = jsonschema.Draft202012Validator
Validator.check_schema(schema)
whole = Validator(schema)
wrong = []
keys = 0


def check_key(name, key):
    followed = key
    if "$ref" in key and "description" not in key:
        followed = schema["$defs"][key["$ref"].removeprefix("#/$defs/")]
    for needed in ("description", "examples"):
        if not followed.get(needed):
            wrong.append(f"{name}: no {needed}")
    values = list(followed.get("examples", []))
    if "default" in followed:
        values.append(followed["default"])
    for value in values:
        for error in whole.evolve(schema=followed).iter_errors(value):
            wrong.append(f"{name}: {value!r}: {error.message}")


def walk(node):
    global keys
    if isinstance(node, list):
        for element in node:
            walk(element)
    if not isinstance(node, dict):
        return
    for name, key in node.get("properties", {}).items():
        keys += 1
        check_key(name, key)
    for name, child in node.items():
        if name not in ("examples", "default"):
            walk(child)


walk(schema)
good = sorted(corpus.glob("good/with-files/*.json"))
for path in good:
    for error in whole.iter_errors(json.loads(path.read_text(encoding="utf-8"))):
        wrong.append(f"{path.name}: {error.json_path}: {error.message}")
print(f"{keys} keys, {len(good)} files")
print("\n".join(wrong))
sys.exit(1 if wrong or keys < 40 or len(good) < 2 else 0)
