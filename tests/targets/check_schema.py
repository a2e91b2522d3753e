"""Holds targets.schema.json against the corpus that the reader's own test uses.

check_schema.py SCHEMA CORPUS: files of good/ and of bad/reader-only/ are valid, those of bad/ are not.
"""
import json
import pathlib
import sys

import jsonschema

schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
corpus = pathlib.Path(sys.argv[2])
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)

wrong = []
judged = 0
for pattern, expected in (("good/*.json", True), ("bad/*.json", False), ("bad/reader-only/*.json", True)):
    for path in sorted(corpus.glob(pattern)):
        judged += 1
        errors = [error.message for error in validator.iter_errors(json.loads(path.read_text()))]
        if (not errors) != expected:
            wrong.append(f"{path.name}: expected {'valid' if expected else 'invalid'}; {errors[:1]}")
print(f"{judged} files judged")
for line in wrong:
    print(line)
sys.exit(1 if wrong or judged < 20 else 0)
