"""Holds the pipelines of docs/ci to their syntax: YAML, and each piece of shell in them by bash -n.
Every pipeline divides, merges, and says where junit.xml is.

    check_pipelines.py FOLDER
"""
import pathlib
import re
import subprocess
import sys

import yaml

# Keys under which shell stands, as a text or a list of texts.
SHELL_KEYS = {"script", "run", "args"}
PIPELINES = [["gitlab-ci.yml"], ["github-actions.yml"], ["azure-pipelines.yml"], ["Jenkinsfile"],
             ["kubernetes-job.yaml", "kubernetes-merge.yaml"], ["slurm-array.sh", "slurm-merge.sh"]]


def shell_in(value):
    if isinstance(value, list):
        for each in value:
            yield from shell_in(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in SHELL_KEYS and isinstance(each, (str, list)):
                yield from [each] if isinstance(each, str) else each
            else:
                yield from shell_in(each)


def shell_of(file):
    text = file.read_text(encoding="utf-8")
    if file.suffix in (".yml", ".yaml"):
        documents = list(yaml.safe_load_all(text))
        return [piece for document in documents for piece in shell_in(document)]
    if file.suffix == ".sh":
        return [text]
    # sh 'text', and script: "text" of sh's long form
    return [match[1] or match[2]
            for match in re.finditer(r"""(?:\bsh |script: )(?:'([^'\n]+)'|"([^"\n]+)")""", text)]


def problems_of(files):
    problems = []
    pieces = []
    for file in files:
        try:
            own = shell_of(file)
        except yaml.YAMLError as error:
            return [f"{file}: is no YAML: {error}"]
        if not own:
            problems.append(f"{file}: no shell was found in it")
        pieces += own
        for piece in own:
            # What the engine puts in before a shell sees it.
            seen = re.sub(r"\$\{\{[^}]*\}\}|\$\([A-Z][A-Za-z.]*\)", "value", piece)
            checked = subprocess.run(["bash", "-n"], input=seen, text=True, capture_output=True, check=False)
            if checked.returncode != 0:
                problems.append(f"{file}: {checked.stderr.strip()}")
    whole = "\n".join(pieces)
    for needed in (r"s2sconform run .*--shard ", r"s2sconform merge "):
        if not re.search(needed, whole):
            problems.append(f"{files[0]}: no shell in it has '{needed}'")
    if not any("junit.xml" in file.read_text(encoding="utf-8") for file in files):
        problems.append(f"{files[0]}: it does not say where junit.xml is")
    return problems


def main():
    folder = pathlib.Path(sys.argv[1])
    problems = []
    for names in PIPELINES:
        problems += problems_of([folder / name for name in names])
    known = {name for names in PIPELINES for name in names} | {"README.md"}
    for file in folder.iterdir():
        if file.name not in known:
            problems.append(f"{file}: is checked by nobody")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
