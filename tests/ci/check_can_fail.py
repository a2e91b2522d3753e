"""Shows that check_pipelines.py finds what is wrong: a copy of docs/ci with one defect at a time.

    check_can_fail.py FOLDER
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

DEFECTS = [
    ("gitlab-ci.yml", "stage: test", "stage: [test", "is no YAML"),
    ("azure-pipelines.yml", '-ne 3 ]; then', '-ne 3 ]; than', "syntax error"),
    ("Jenkinsfile", "'s2sconform merge shards/*", "'s2sconform merge $(shards/*", "unexpected EOF"),
    ("slurm-array.sh", "s2sconform run", "s2sconform judge", "no shell in it has"),
    ("kubernetes-merge.yaml", "s2sconform merge", "s2sconform report", "no shell in it has"),
    ("github-actions.yml", "junit.xml", "results.json", "does not say where junit.xml is"),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    check = pathlib.Path(__file__).with_name("check_pipelines.py")
    failed = False
    for name, good, bad, expected in DEFECTS:
        with tempfile.TemporaryDirectory() as work:
            copy = pathlib.Path(work) / "ci"
            shutil.copytree(folder, copy)
            text = (copy / name).read_text(encoding="utf-8")
            if good not in text:
                print(f"{name} has no '{good}'")
                failed = True
            (copy / name).write_text(text.replace(good, bad), encoding="utf-8")
            checked = subprocess.run([sys.executable, str(check), str(copy)], text=True,
                                     capture_output=True, check=False)
            if checked.returncode != 1 or expected not in checked.stdout:
                print(f"{name} with '{bad}': {checked.returncode}, {checked.stdout}{checked.stderr}")
                failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
