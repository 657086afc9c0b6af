"""What holds for the repository as a whole."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import grader
from grader.wire.levels import LEVELS

ROOT = Path(__file__).parents[1]

# Written with classes of one letter, so that this file does not hold what it looks for.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/wor[k]/|\.librar[y]/|\bshare[d]/|(?<!\w)/roo[t]/|/opt/(?:wheel[s]|pyp[i])|/etc/xd[g]/pip"
    r"|/far[m]/|/hom[e]/(?!student|ada)\w+/|/User[s]/\w+/"
)
REGISTRY = re.compile(
    r"pythonhoste[d]|py[p]i\.org|pypi\.pytho[n]|registry\.npm[j]s|download\.pytorc[h]|(?:deb|security)\.debia[n]\.org"
)


@pytest.fixture(scope="module")
def tracked() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip(f"not a git checkout: {listed.stderr.decode().strip()}")
    texts = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file():
            texts[name] = path.read_bytes().decode("utf-8", "replace")
    assert len(texts) > 20
    return texts


@pytest.mark.parametrize("pattern", [OF_ONE_MACHINE, REGISTRY], ids=["a path of one machine", "a registry host"])
def test_no_tracked_file_names(pattern, tracked):
    found = [
        f"{name}: {hit.group()}"
        for name, text in tracked.items()
        if (hit := pattern.search(text)) and name != "tests/test_house.py"
    ]
    assert not found


def test_the_patterns_find_what_they_are_for():
    for text in ("cd /wor" + "k/main", "see ../shar" + "ed/a.md", "/roo" + "t/.cache"):
        assert OF_ONE_MACHINE.search(text)
    assert REGISTRY.search("https://py" + "pi.org/simple")
    assert not OF_ONE_MACHINE.search("a shared hint, homework/03, /tmp/work/x, /home/student/x")


MODULES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted((ROOT / "grader").rglob("*.py"))
}

MOST_LINES = 450
"""What a file is for is then found in a few screens."""


def test_no_two_files_of_the_grader_share_a_name():
    names = Counter(file.name for file in MODULES.values() if file.name != "__init__.py")
    assert [name for name, count in names.items() if count > 1] == []


def test_no_file_of_the_grader_is_long():
    lengths = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in MODULES.values()
    }
    assert {name for name, length in lengths.items() if length > MOST_LINES} == set()


def imported(name: str, source: str, modules: Mapping[str, object]) -> set[str]:
    """The modules that a module imports, at its top level or inside a function; what is for type checkers only, not."""
    found, waiting = set(), [*ast.parse(source).body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting += node.orelse
            continue
        waiting += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            inner = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            found |= {module if module in modules else node.module for module in inner.values()}
    return {module for module in found if module in modules and module != name}


def circle(sources: Mapping[str, str]) -> list[str]:
    """Modules of which each imports the next, and the last the first; none where no module leads back to itself."""
    try:
        TopologicalSorter({name: imported(name, source, sources) for name, source in sources.items()}).prepare()
    except CycleError as error:
        return error.args[1][::-1]
    return []


def test_no_files_of_the_grader_import_each_other_in_a_circle():
    assert circle({name: file.read_text(encoding="utf-8") for name, file in MODULES.items()}) == []


def test_every_module_of_the_grader_is_used():
    sources = {name: file.read_text(encoding="utf-8") for name, file in MODULES.items()}
    used = set().union(*(imported(name, source, sources) for name, source in sources.items()))
    # Started as a program, or imported by authors: something else names it in full.
    others = "\n".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", "CONTRIBUTING.md", "pyproject.toml")
    )
    named = {
        name
        for name in sources.keys() - used
        if any(name in text for text in [others, *(text for other, text in sources.items() if other != name)])
    }
    # The command line, what a host starts, and the migrations, which alembic reads from their folder.
    by_name = re.compile(r"grader\.(?:__main__|commands\.\w+|commands\.hosts\..*|records\.migrations\..*)")
    packages = {name for name, file in MODULES.items() if file.name == "__init__.py"}
    assert {name for name in sources.keys() - used - named - packages if not by_name.fullmatch(name)} == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import a", True),
        ("from a import x", True),
        ("def f():\n    from a import x", True),
        ("if TYPE_CHECKING:\n    import a", False),
        ("if typing.TYPE_CHECKING:\n    pass\nelse:\n    import a", True),
        ("import d", False),
    ],
)
def test_a_circle_is_found(source, found):
    sources = {"a": "from p import b", "p": "", "p.b": "import c", "c": source, "d": ""}
    assert set(circle(sources)) == ({"a", "p.b", "c"} if found else set())


def floors() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return next(contract["layers"] for contract in contracts if contract["type"] == "layers")


def test_every_package_is_a_floor_of_the_import_contract():
    packages = {f"grader.{path.parent.name}" for path in (ROOT / "grader").glob("*/__init__.py")}
    assert packages == set(floors())


def test_the_architecture_names_the_floors_in_the_order_of_the_contract():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [f"grader.{name}" for name in re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE)] == floors()[::-1]


def test_the_architecture_names_the_levels_of_isolation():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("### Isolation")[1]
    assert tuple(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == LEVELS


def test_the_architecture_gives_a_reason_for_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## Dependencies")[1]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.match(r"[\w-]+", requirement).group() for requirement in needed]
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


def test_every_library_that_the_grader_imports_is_a_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    declared = {canonical(re.match(r"[\w-]+", requirement).group()) for requirement in listed}
    # Part of jinja2, and of matplotlib; what markdown-it-py is called where it is imported.
    declared |= {"markupsafe", "mpl-toolkits", "markdown-it"}
    nodes = [node for file in MODULES.values() for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    roots = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"grader"}
    assert {canonical(root) for root in roots} - declared == set()


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    pinned = {canonical(pin.split("==")[0]) for pin in pins}
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {canonical(re.match(r"[\w-]+", requirement).group()) for requirement in needed} <= pinned


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_changelog_tells_of_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{grader.__version__}]" in text


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_links_in_the_documents_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = target.partition("#")
        if file.startswith("http"):
            continue
        page = ROOT / file if file else ROOT / name
        if not page.exists() or (anchor and anchor not in anchors(page.read_text(encoding="utf-8"))):
            broken.append(target)
    assert not broken


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def test_the_package_imports_without_torch():
    said = subprocess.run(
        [sys.executable, "-c", "import grader.grading.result, grader.authoring, sys; print('torch' in sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False"


def test_figures_in_the_documents_are_current():
    said = subprocess.run(
        [sys.executable, "benchmarks/figures.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr


@pytest.mark.parametrize("script", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda script: script.stem)
def test_what_a_benchmark_takes_from_the_package_is_there(script: Path) -> None:
    tree = ast.parse(script.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("grader"):
            module = importlib.import_module(str(node.module))
            for one in node.names:
                found = hasattr(module, one.name) or importlib.util.find_spec(f"{node.module}.{one.name}")
                assert found, f"{script.name}, line {node.lineno}: {node.module} has no {one.name}"
