#!/usr/bin/python3
"""Checks what an XML schema cannot say of JUnit files: that the counters and times add up.

usage: check_junit_counters.py FILE...
"""
import sys
import xml.etree.ElementTree
from decimal import Decimal


def counters(element):
    """What an element says of itself."""
    return {name: Decimal(element.get(name)) for name in ("tests", "failures", "errors", "time")}


def counted(cases):
    """What the cases say."""
    return {
        "tests": Decimal(len(cases)),
        "failures": Decimal(sum(case.find("failure") is not None for case in cases)),
        "errors": Decimal(sum(case.find("error") is not None for case in cases)),
        "time": sum((Decimal(case.get("time")) for case in cases), Decimal(0)),
    }


def problems(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    if counters(root) != counted(root.findall("testsuite/testcase")):
        yield f"{path}: the counters of testsuites do not add up"
    for suite in root.findall("testsuite"):
        cases = suite.findall("testcase")
        skipped = sum(case.find("skipped") is not None for case in cases)
        if counters(suite) != counted(cases) or int(suite.get("skipped")) != skipped:
            yield f"{path}: the counters of {suite.get('name')!r} do not add up"


found = [problem for path in sys.argv[1:] for problem in problems(path)]
print("\n".join(found))
sys.exit(1 if found or len(sys.argv) < 2 else 0)
