"""The metadata suite as one would write it with pytest and requests: one test a request."""
import base64
import datetime
import hashlib
import json
import os
import re

import pytest
import requests
import urllib3.util.connection

with open(os.environ["S2SCONFORM_BENCH"], encoding="utf-8") as file:
    JOB = json.load(file)

connect = urllib3.util.connection.create_connection


def connect_to_lab(address, *arguments, **named):
    host, port = JOB["connections"][address[0]].split(":")
    return connect((host, int(port)), *arguments, **named)


urllib3.util.connection.create_connection = connect_to_lab


@pytest.fixture(scope="session")
def session():
    with requests.Session() as each:
        each.trust_env = False  # no proxy
        each.verify = JOB["ca_file"]
        yield each


def validity(der):
    """The two UTCTime values of a certificate's validity."""
    times = re.findall(rb"\x17\x0d(\d{12})Z", der)
    return [datetime.datetime.strptime(each.decode(), "%y%m%d%H%M%S") for each in times[:2]]


@pytest.mark.parametrize("request_", JOB["requests"], ids=lambda each: each["method"])
def test_answer(session, request_):
    answer = session.request(request_["method"], request_["url"], headers=request_["headers"], allow_redirects=False)
    assert answer.status_code == request_["status"]
    assert answer.headers.get("Content-Type", "") == request_["content_type"]
    assert "Date" in answer.headers
    if not request_["is_document"]:
        return
    document = answer.json()
    assert isinstance(document, dict)
    assert re.fullmatch(r"[0-9a-f-]{36}@(\*|[\w.]+)", document["issuer"])
    assert document["keys"]
    for key in document["keys"]:
        der = base64.b64decode(key["keyvalue"]["value"], validate=True)
        assert key["keyinfo"]["x5t"] == base64.urlsafe_b64encode(hashlib.sha1(der).digest()).decode().rstrip("=")
        begin, end = validity(der)
        assert begin <= datetime.datetime.utcnow() <= end
