"""A real server with the invented council in a folder of its own, and a real browser for each person of the story."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, sync_playwright

from journeys import chromium, identity_provider
from journeys.steps.people import Person, Site
from journeys.steps.story import Story

PROJECT = Path(__file__).resolve().parents[1]
STARTS_WITHIN = 180  # seconds: the invented council is loaded first


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The story's own tests come in its order; the others after it, since they look at what it left."""
    items.sort(key=lambda item: "test_from_a_worried_call" not in item.nodeid)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`hearth serve --demo` as anybody runs it, on a free port; HEARTH_SITE and HEARTH_DATA name one that runs already."""
    if "HEARTH_SITE" in os.environ:
        yield Site(os.environ["HEARTH_SITE"].rstrip("/"), Path(os.environ["HEARTH_DATA"]))
        return
    folder = tmp_path_factory.mktemp("council")
    port, address = _free_port()
    provider = _starts_provider(tmp_path_factory.mktemp("provider"), folder, address)
    told = (folder / "serve.log").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "hearth.wiring.command_line", "serve", "--demo", "--port", str(port), "--workers", "1"],
        cwd=PROJECT,
        env={key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "HEARTH_TEST"}}
        | {"HEARTH_DATA": str(folder)},
        stdout=told,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_until_up(address, process, told.name)
        yield Site(address, folder)
    finally:
        for each in (process, provider):
            each.terminate()
            each.wait(timeout=30)
        told.close()


def _free_port() -> tuple[int, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return port, f"http://127.0.0.1:{port}"


def _starts_provider(own: Path, council: Path, hearth: str) -> subprocess.Popen[bytes]:
    """Somewhere else to sign in, and what the council's hearth.toml says of it. It is up long before Hearth is."""
    port, address = _free_port()
    ways = {
        "council": f'name = "your Aldermere account"\nnot_for = ["partner_referrer"]\nserver_url = "{address}"',
        "cloud": f'name = "the Aldermere cloud"\nvouches_for = ["aldermere.example"]\nserver_url = "{address}"',
        "away": f'name = "an account that is away"\nserver_url = "{_free_port()[1]}"',
    }
    known = f'client_id = "{identity_provider.CLIENT}"\nsecret = "{identity_provider.SECRET}"'
    said = "\n".join(f'[[sign_in.openid_connect]]\nid = "{way}"\n{what}\n{known}' for way, what in ways.items())
    (council / "hearth.toml").write_text(said)
    back = json.dumps([f"{hearth}/sign-in/by/{way}/back/" for way in ways])
    return subprocess.Popen(
        [sys.executable, "-m", "journeys.identity_provider", str(port), str(own), back],
        cwd=PROJECT,
        env={key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"},
    )


def _wait_until_up(address: str, process: subprocess.Popen[bytes], log: str) -> None:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/healthy/", timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.exit(f"The site did not start. It said:\n{Path(log).read_text()[-3000:]}", returncode=1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.find()
    if found is None:
        pytest.exit("There is no Chromium. Run: python -m journeys.chromium", returncode=1)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(chromium.FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, dict[str, object]]:
    """Each person's cookies, so that they sign in once."""
    return {}


@pytest.fixture
def somebody(
    site: Site, browser: Browser, signed_in: dict[str, dict[str, object]], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """`somebody("dee")`: that person with a browser of their own, signed in. `width`, `has_script` as they have it."""
    there: list[Person] = []

    def comes(
        who: str, *, width: int = 1280, has_script: bool = True, is_signed_in: bool = True, host: str = "127.0.0.1"
    ) -> Person:
        there_at = replace(site, address=site.address.replace("127.0.0.1", host))
        context = browser.new_context(
            base_url=there_at.address,
            viewport={"width": width, "height": 844 if width < 500 else 900},
            java_script_enabled=has_script,
            locale="en-GB",
            timezone_id="Europe/London",
            storage_state=signed_in.get(who) if is_signed_in else None,  # type: ignore[arg-type]
        )
        context.set_default_timeout(int(os.environ.get("HEARTH_PATIENCE", "15000")))
        person = Person(who, context.new_page(), there_at, test=request.node.name, has_script=has_script)
        there.append(person)
        if is_signed_in and who not in signed_in:
            person.signs_in()
            signed_in[who] = context.storage_state()  # type: ignore[assignment]
        return person

    yield comes
    for person in there:
        person.leaves()
    faults = [fault for person in there for fault in person.faults]
    assert faults == []


@pytest.fixture(scope="session")
def story() -> Story:
    """What the tests of the story leave to each other: a reference, a family's address."""
    return Story()
