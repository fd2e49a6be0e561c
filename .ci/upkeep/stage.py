"""A stage for the project's workflows: their `run:` blocks, as they stand, in a clone.

The clone's remote is a bare repository. What reaches outside is a stand-in that writes down what it was asked: `gh`,
`rustup`, `curl`, `sudo`, Cargo's commands that ask a registry, and the actions that a step uses. A program that is
neither a stand-in nor in PROGRAMS stops the rehearsal.

    stage = Stage(folder)
    stage.pages["https://example.com/file"] = "path/of/a/file"
    run = stage.job(".github/workflows/registry.yml", "alarm")
    run.failed, run.asked, run.log

`python3 .ci/upkeep/stage.py WORKFLOW JOB [KEY=VALUE ...]` plays one job of the commit at hand: a matrix's values as
KEY=VALUE, `ref=refs/tags/v1.2.3` for a tag. It prints the log and what was asked.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import yaml
except ImportError:
    sys.exit("NOT RUN: PyYAML is missing. To install it: python3 -m pip install pyyaml==6.0.3")

PROJECT = Path(__file__).resolve().parents[2]

# What the runners have and what asks nobody outside.
PROGRAMS = """
    bash sh env git cargo rustc rustdoc cc ld as ar clang python3 awk gawk mawk sed grep egrep find xargs tar gzip gunzip
    unzip zip sha256sum diff cmp patch date cat head tail cut paste sort uniq tr wc tee tac comm join fold nl od seq printf
    echo true false test expr sleep timeout nice basename dirname realpath readlink ls ln cp mv rm mkdir mktemp rmdir
    touch chmod stat file du df id uname nproc getconf which kill ps script man mandoc col iconv
""".split()

STAND_INS = {
    # The files of `pages`, else the failure of a host that does not answer. Where a page is cut off, the file that was
    # begun stays.
    "curl": """
        out= url=
        while [ $# -gt 0 ]; do
            case $1 in
            -o) out=$2; shift ;;
            --retry | --max-time) shift ;;
            http*) url=$1 ;;
            esac
            shift
        done
        page=$(grep -F "$url	" "$STAGE/pages" | cut -f 2)
        [ -n "$page" ] || exit 6
        case $page in
        cut:*) head -c 1000000 "${page#cut:}" >"$out"; exit 18 ;;
        *) cp "$page" "$out" ;;
        esac""",
    # Keeps the open pull requests and issues: a folder each, a file by the branch or the title.
    "gh": """
        option() { local want=$1; shift; while [ $# -gt 0 ]; do [ "$1" = "$want" ] && { echo "$2"; return; }; shift; done; }
        kind=$1 verb=$2
        mkdir -p "$STAGE/pr" "$STAGE/issue"
        case "$kind $verb" in
        "pr list" | "issue list") ls "$STAGE/$kind" | wc -l ;;
        "pr create" | "pr edit" | "issue create" | "issue edit" | "issue comment")
            name=$(option --head "$@")
            [ -n "$name" ] || name=$kind
            { option --title "$@"; echo; body=$(option --body-file "$@"); if [ -n "$body" ]; then cat "$body"; else option --body "$@"; fi; } >"$STAGE/$kind/$name" ;;
        *) ;;
        esac""",
    "rustup": "",
    "sudo": "",
    "cargo": """
        case " $* " in *" --dry-run "*) exec "$STAGE_CARGO" "$@" ;; esac
        last=${@: -1}
        case ${1-} in
        publish)
            grep -qsxF "$last $GITHUB_REF_NAME" "$STAGE/refuses" && exit 101
            echo "$last $GITHUB_REF_NAME" >>"$STAGE/published" ;;
        info) grep -qsxF "${last%@*} $GITHUB_REF_NAME" "$STAGE/published" || exit 101 ;;
        install | login | owner | search | yank) ;;
        test) if [ -n "${STAGE_NO_TESTS-}" ]; then exit 0; fi; exec "$STAGE_CARGO" "$@" ;;
        *) exec "$STAGE_CARGO" "$@" ;;
        esac""",
}
# Each call is written down, but for Cargo's own work.
SILENT = {"cargo": 'case ${1-} in install | publish | login | owner | yank | info | search | test) record ;; esac'}

HEAD = """#!/bin/bash
record() { printf '%s' {name} >>"$STAGE/asked"; printf ' %q' "$@" >>"$STAGE/asked"; echo >>"$STAGE/asked"; }
"""


class Stopped(Exception):
    """A workflow does what the stage has no stand-in for."""


class Run:
    """What a job came to."""

    def __init__(self):
        self.failed = False
        self.asked = []
        self.log = ""
        self.steps = []


class Stage:
    def __init__(self, folder, tests=True):
        self.folder = Path(folder)
        self.pages = {}
        self.tests = tests
        self.remote = self.folder / "remote.git"
        self.clone = self.folder / "clone"
        self.target = Path(os.environ.get("CARGO_TARGET_DIR", self.folder / "target"))
        self.bin = self.folder / "bin"
        self.bin.mkdir(parents=True)
        git("clone", "--quiet", "--bare", PROJECT, self.remote)
        # The branch that a hosting service would show.
        git("-C", self.remote, "update-ref", "refs/heads/main", git("-C", PROJECT, "rev-parse", "HEAD"))
        git("-C", self.remote, "symbolic-ref", "HEAD", "refs/heads/main")
        git("clone", "--quiet", self.remote, self.clone)
        for program in PROGRAMS:
            path = shutil.which(program)
            if path and program not in STAND_INS:
                (self.bin / program).symlink_to(path)
        for name, does in STAND_INS.items():
            record = SILENT.get(name, "record").replace("record", 'record "$@"')
            path = self.bin / name
            path.write_text(HEAD.replace("{name}", name) + record + "\n" + does + "\n")
            path.chmod(0o755)

    def job(self, workflow, name, matrix=None, ref="refs/heads/main"):
        """Runs a job's steps as a runner would, from a new checkout."""
        document = yaml.safe_load((self.clone / workflow).read_text())
        job = document["jobs"][name]
        temp = self.folder / "temp"
        shutil.rmtree(temp, ignore_errors=True)
        temp.mkdir()
        for file in ["asked", "unknown"]:
            (self.folder / file).write_text("")
        (self.folder / "pages").write_text("".join(f"{url}\t{file}\n" for url, file in self.pages.items()))
        words = {"github.token": "token", "runner.temp": str(temp), "github.ref_name": ref.split("/", 2)[-1]}
        words |= {f"matrix.{key}": str(value) for key, value in (matrix or {}).items()}
        environment = {
            "PATH": str(self.bin),
            "HOME": os.environ["HOME"],
            "CARGO_TARGET_DIR": str(self.target),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": "owner/ianaports",
            "GITHUB_SERVER_URL": "https://example.com",
            "GITHUB_RUN_ID": "1",
            "GITHUB_REF": ref,
            "GITHUB_REF_NAME": words["github.ref_name"],
            "RUNNER_TEMP": str(temp),
            "STAGE": str(self.folder),
            "STAGE_CARGO": shutil.which("cargo"),
            "BASH_FUNC_command_not_found_handle%%": '() { echo "$1" >>"$STAGE/unknown"; return 127; }',
        }
        for key in os.environ:
            if key.startswith(("CARGO_", "RUSTUP_", "RUST")) and key != "CARGO_TARGET_DIR":
                environment[key] = os.environ[key]
        if not self.tests:
            environment["STAGE_NO_TESTS"] = "yes"
        for level in [document, job]:
            environment |= {key: filled(str(value), words) for key, value in level.get("env", {}).items()}
        shell = job.get("defaults", {}).get("run", {}).get("shell")
        run = Run()
        outcomes = {}
        for step in job["steps"]:
            title = step.get("name") or step.get("uses") or step["run"].split("\n")[0]
            outcome = "skipped"
            if runs(step.get("if"), run.failed, outcomes, words):
                own = {key: filled(str(value), words) for key, value in step.get("env", {}).items()}
                ok = self.step(step, environment | own, words, step.get("shell") or shell, ref, run)
                outcome = "success" if ok else "failure"
                run.failed |= not ok and not step.get("continue-on-error")
                environment |= pairs(temp / "env")
            run.steps.append((outcome, title))
            if "id" in step:
                outcomes[step["id"]] = outcome
                words |= {f"steps.{step['id']}.outputs.{key}": value for key, value in pairs(temp / "output").items()}
            unknown = (self.folder / "unknown").read_text().split()
            if unknown:
                raise Stopped(f"{workflow}, {name}, {title}: no stand-in for {', '.join(unknown)}\n{run.log}")
        run.asked = (self.folder / "asked").read_text().splitlines()
        return run

    def step(self, step, environment, words, shell, ref, run):
        if "uses" in step:
            return self.action(step, words, ref)
        block = filled(step["run"], words)
        # As the runners do it: without `shell: bash`, no pipefail.
        options = ["--noprofile", "--norc", "-eo", "pipefail"] if shell == "bash" else ["-e"]
        temp = Path(environment["RUNNER_TEMP"])
        for file in ["env", "output", "summary"]:
            (temp / file).touch()
        files = {"GITHUB_ENV": temp / "env", "GITHUB_OUTPUT": temp / "output", "GITHUB_STEP_SUMMARY": temp / "summary"}
        done = subprocess.run(
            [self.bin / "bash", *options, "-c", block],
            cwd=self.clone,
            env=environment | {key: str(value) for key, value in files.items()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        run.log += f"$ {block.strip()}\n{done.stdout}"
        if done.returncode:
            run.log += f"(exit code {done.returncode})\n"
        return done.returncode == 0

    def action(self, step, words, ref):
        """A checkout is a new state of the clone; artifacts are kept in a folder; others are written down."""
        action = step["uses"].split("@")[0]
        given = {key: filled(word(value), words) for key, value in step.get("with", {}).items()}
        artifacts = self.folder / "artifacts"
        if action == "actions/checkout":
            git("-C", self.clone, "fetch", "--quiet", "--prune", "--tags", "--force", "origin")
            tip = ref if ref.startswith("refs/tags/") else "origin/" + ref.removeprefix("refs/heads/")
            git("-C", self.clone, "checkout", "--quiet", "--force", "--detach", tip)
            git("-C", self.clone, "clean", "--quiet", "-ffdx")
            return True
        with open(self.folder / "asked", "a") as asked:
            asked.write(f"uses {action} {' '.join(shlex.quote(f'{k}={v}') for k, v in given.items())}\n".rstrip(" "))
        if action == "actions/upload-artifact":
            place = artifacts / given["name"]
            place.mkdir(parents=True, exist_ok=True)
            for pattern in given["path"].split("\n"):
                found = Path(self.clone / pattern.strip())
                files = [found] if found.exists() else list(found.parent.glob(found.name))
                for file in files:
                    if file.is_dir():
                        shutil.copytree(file, place, dirs_exist_ok=True)
                    else:
                        shutil.copy(file, place)
                if not files:
                    return given.get("if-no-files-found") != "error"
        if action == "actions/download-artifact":
            place = self.clone / given.get("path", ".")
            for source in sorted(artifacts.iterdir()):
                if given.get("name", source.name) == source.name:
                    merged = "name" in given or given.get("merge-multiple") == "true"
                    shutil.copytree(source, place if merged else place / source.name, dirs_exist_ok=True)
        return True

    def open(self, kind):
        """The open pull requests (`pr`) or issues (`issue`): text by name."""
        folder = self.folder / kind
        return {path.name: path.read_text() for path in sorted(folder.glob("*"))}

    def close(self, kind):
        shutil.rmtree(self.folder / kind, ignore_errors=True)


def git(*arguments):
    done = subprocess.run(["git", "-c", "init.defaultBranch=main", *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def pairs(file):
    """The KEY=VALUE lines of a file that a step writes."""
    if not file.exists():
        return {}
    return dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)


def word(value):
    """A value of YAML as the runners write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def filled(text, words):
    """The text with the value of each ${{ expression }}."""

    def value(found):
        if re.fullmatch(r"steps\.[a-z-]+\.outputs\.[a-z-]+", found[1]):
            return words.get(found[1], "stand-in")
        if found[1] not in words:
            raise Stopped(f"no value for the expression {found[1]}")
        return words[found[1]]

    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", value, text)


def runs(condition, failed, outcomes, words):
    """Whether a step with this `if` runs."""
    if condition is None:
        return not failed
    text = re.sub(r"^\$\{\{\s*(.*?)\s*\}\}$", r"\1", str(condition))
    states = {"failure()": failed, "success()": not failed, "cancelled()": False, "always()": True}
    python = text.replace("&&", " and ").replace("||", " or ")
    python = re.sub(r"!(?!=)", " not ", python)
    for state, value in states.items():
        python = python.replace(state, str(value))
    python = re.sub(r"steps\.([a-z-]+)\.outcome", lambda found: repr(outcomes.get(found[1], "")), python)
    python = re.sub(r"(matrix|github|runner|steps)\.[a-z_.-]+", lambda found: repr(words.get(found[0], "")), python)
    result = eval(python, {"__builtins__": {}})  # of the project's own files
    # Without a status function, a step after a failure does not run.
    return bool(result) and (not failed or any(state in text for state in states))


def main(workflow, job, *values):
    matrix = dict(value.split("=", 1) for value in values)
    ref = matrix.pop("ref", "refs/heads/main")
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(folder)
        if ref.startswith("refs/tags/"):
            git("-C", stage.remote, "update-ref", ref, "refs/heads/main")
        run = stage.job(workflow, job, matrix, ref)
        print(run.log)
        print("\n".join(["Asked:", *run.asked, "Steps:", *(f"{outcome}: {title}" for outcome, title in run.steps)]))
    sys.exit(run.failed)


if __name__ == "__main__":
    main(*sys.argv[1:])
