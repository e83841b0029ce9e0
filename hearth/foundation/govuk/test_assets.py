import re
from pathlib import Path

import pytest

from hearth.foundation.govuk.assets import build_assets, without_what_belongs_to_govuk

ROOT = Path(__file__).parents[3]


def test_the_font_and_the_crest_of_govuk_are_taken_out() -> None:
    css = (
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif;color:red}"
        ".b{background:url(/assets/images/govuk-crest.svg)}.c{background:url(/assets/images/icon-tick.svg)}"
    )
    fonts = '-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif'
    assert without_what_belongs_to_govuk(css) == (
        f".a{{font-family:{fonts};color:red}}.b{{background:none}}.c{{background:url(images/icon-tick.svg)}}"
    )


def test_what_is_built_owns_nothing_it_may_not_and_is_built_once(tmp_path: Path) -> None:
    if not (ROOT / "node_modules").is_dir():
        pytest.skip("the packages of package.json are not installed")
    assert build_assets(ROOT, tmp_path) is True
    sheets = "".join(path.read_text("utf-8") for path in tmp_path.glob("*.css"))
    assert [word for word in ("GDS Transport", "@font-face", "/assets/") if word in sheets] == []
    pictures = {address for address in re.findall(r"url\(([^)]*)\)", sheets) if not address.startswith("data:")}
    assert {picture for picture in pictures if not (tmp_path / picture).is_file()} == set()
    assert {path.name for path in tmp_path.rglob("*") if re.search("crest|crown|govuk-icon", path.name)} == set()
    assert [path.name for path in tmp_path.glob("*.js") if "sourceMappingURL" in path.read_text("utf-8")] == []
    assert build_assets(ROOT, tmp_path) is False
    (tmp_path / "hearth.css").unlink()
    assert build_assets(ROOT, tmp_path) is True
    assert (tmp_path / "hearth.css").is_file()
