#!/usr/bin/python3
"""Reads JUnit files as CI servers do, and holds them to what each of these needs.

The rules are those of the readers' own sources: GitLab's JUnit parser, Azure DevOps' PublishTestResults,
the GitHub reporters dorny/test-reporter and mikepenz/action-junit-report. python3-junitparser is a
reader of its own.

usage: read_as_ci_servers.py FILE...
"""
import re
import sys
import xml.etree.ElementTree

import junitparser


def cases(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    return [case for suite in root.findall("testsuite") for case in suite.findall("testcase")]


def gitlab(path):
    """Shows the text of a failure, keys a case by classname and name, and loses files to some contents."""
    seen = set()
    text = open(path, encoding="utf-8", errors="strict").read()
    if re.search(r'type="(yaml|symbol)"', text):
        yield "a type that makes GitLab read the text as YAML"
    if len(text) > 30_000_000:
        yield "over 30 MB"
    for case in cases(path):
        key = (case.get("classname"), case.get("name"))
        if key in seen:
            yield f"two cases {key}: the second is dropped"
        seen.add(key)
        if len(case.findall("system-out")) > 1:
            yield f"two system-out in {key}"
        for result in case.findall("failure") + case.findall("error"):
            if result.get("message") not in (result.text or ""):
                yield f"the message of {key} is not in its text"
            if case.find("system-out") is not None and "[[ATTACHMENT|" in case.find("system-out").text:
                yield f"an attachment in {key}"


def azure(path):
    """Drops a case without a name, reads a skip's reason from message, takes times as UTC."""
    for case in cases(path):
        if not case.get("name"):
            yield "a case without a name"
        for skipped in case.findall("skipped"):
            if not skipped.get("message"):
                yield f"a skip without a message in {case.get('name')!r}"
    root = xml.etree.ElementTree.parse(path).getroot()
    for suite in root.findall("testsuite"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp") or ""):
            yield f"the timestamp of {suite.get('name')!r}"


def dorny(path):
    """Ignores nested suites; needs name, classname and time."""
    root = xml.etree.ElementTree.parse(path).getroot()
    if root.findall("testsuite/testsuite"):
        yield "a nested suite"
    for case in cases(path):
        if not all(case.get(name) for name in ("name", "classname", "time")):
            yield f"a case without name, classname or time: {case.attrib}"
        if not re.fullmatch(r"\d+\.\d{3}", case.get("time")):
            yield f"the time of {case.get('name')!r}"
        if len(case.get("name")) + len(case.get("classname")) > 512:
            yield f"a name of more than 512 characters: {case.get('name')[:40]!r}"


def mikepenz(path):
    """Lets skipped win over a failure."""
    for case in cases(path):
        if len([child for child in case if child.tag in ("skipped", "failure", "error")]) > 1:
            yield f"two results in {case.get('name')!r}"


def library(path):
    """What python3-junitparser counts is what the file says."""
    suites = junitparser.JUnitXml.fromfile(path)
    tests = failures = errors = skipped = 0
    for suite in suites:
        for case in suite:
            tests += 1
            kinds = [type(result) for result in case.result]
            failures += junitparser.Failure in kinds
            errors += junitparser.Error in kinds
            skipped += junitparser.Skipped in kinds
    if (tests, failures, errors) != (suites.tests, suites.failures, suites.errors):
        yield f"counts {tests}, {failures}, {errors} and not {suites.tests}, {suites.failures}, {suites.errors}"
    for suite in suites:
        if suite.skipped != sum(any(isinstance(one, junitparser.Skipped) for one in case.result) for case in suite):
            yield f"the skips of {suite.name!r}"


found = [
    f"{path}: {reader.__name__}: {problem}"
    for path in sys.argv[1:]
    for reader in (gitlab, azure, dorny, mikepenz, library)
    for problem in reader(path)
]
print("\n".join(found[:50]))
sys.exit(1 if found or len(sys.argv) < 2 else 0)
