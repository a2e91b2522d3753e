"""What the programs of bench/ share: a lab, what a command costs, and tables in documents."""
import contextlib
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile

SOURCES = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("S2SCONFORM_BUILD", SOURCES / "build" / "release"))
HARNESS = str(BUILD / "bin" / "s2sconform")
LAB = str(BUILD / "bin" / "s2s-lab")
MEASURE = str(BUILD / "bench" / "measure")


def fail(message):
    sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {message}")


def require_programs(*programs):
    for program in (HARNESS, LAB, MEASURE, *programs):
        if not shutil.which(program):
            fail(f"{program} is missing: cmake --build --preset release --target bench")


@contextlib.contextmanager
def working_folder():
    with tempfile.TemporaryDirectory(prefix="s2sconform-bench-") as folder:
        yield pathlib.Path(folder)


@contextlib.contextmanager
def lab(folder, *arguments):
    """Serves a lab while the block runs, and gives what its targets file says."""
    process = subprocess.Popen([LAB, "serve", "--output", str(folder), "--until-stdin-closes", *map(str, arguments)],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        if not process.stdout.readline().startswith("ready: "):
            fail("the lab did not start")
        yield json.loads((folder / "targets.json").read_text())
    finally:
        process.stdin.close()
        process.wait()


def measure(command, input="/dev/null", statuses=(0,)):
    """Runs the command: wall_ms, cpu_ms of all its processes, largest_kib of any, own_kib of the first."""
    output = subprocess.run([MEASURE, str(input), *map(str, command)], stdout=subprocess.PIPE, check=True, text=True)
    cost = json.loads(output.stdout)
    if cost["status"] not in statuses:
        fail(f"{command[0]} ended with status {cost['status']}")
    return cost


def median_of(costs):
    return {key: statistics.median(cost[key] for cost in costs) for key in costs[0]}


def entries_of(results):
    """What a run has sent, as its archives have it."""
    for archive in sorted((results / "har").glob("*.har")):
        yield from json.loads(archive.read_text())["log"]["entries"]


def verdicts_of(results):
    return json.loads((results / "results.json").read_text())["verdicts"]


def version_of(*command):
    output = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout
    return output.splitlines()[0] if output else "?"


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                 platform.machine())
    busy = os.getloadavg()[0]
    return (f"{datetime.date.today()}, {model}, {os.cpu_count()} processors, Linux {platform.release().split('-')[0]}, "
            f"load average {busy:.1f} at the start")


def put_between_markers(document, name, text):
    """Replaces what stands between <!-- NAME: begin --> and <!-- NAME: end --> in the document."""
    path = SOURCES / document
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = path.read_text().partition(begin)
    _, found_end, after = rest.partition(end)
    if not found or not found_end:
        fail(f"{path} has no line {begin} or no {end}: put them where the table belongs")
    path.write_text(f"{before}{begin}\n{text.rstrip()}\n{end}{after}")
