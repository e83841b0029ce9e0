"""Somebody at a browser. Each step that lands on a page looks at it: axe finds nothing, the console is quiet."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

PASSWORD = "hearth-demo-2026"
_AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
_LOOK = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}))
  .violations.map(one => `${one.id}: ${one.help} (${one.nodes.slice(0, 3).map(node => node.target.join(" ")).join("; ")})`)"""
# What differs each time a page is made, and not in how it is read.
_TOKENS = re.compile(r'value="[^"]{36,}"|(value="[^"]*" )?data-kept="[^"]*"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
_SHOTS = os.environ.get("HEARTH_SCREENSHOTS")


def exactly(label: str) -> re.Pattern[str]:
    """A field's label, whether or not it may be left empty. (re.escape is Python's: a browser's expressions differ.)"""
    plain = re.sub(r"([.*+?^${}()|\[\]\\])", r"\\\1", label)
    return re.compile(rf"^\s*{plain}(\s|\(optional\))*$")


@dataclass(frozen=True)
class Site:
    address: str
    data: Path
    looked_at: set[str] = field(default_factory=set)
    """The states of pages that were judged: what one person saw need not be judged again for the next."""


@dataclass
class Person:
    who: str
    page: Page
    site: Site
    test: str
    has_script: bool = True
    faults: list[str] = field(default_factory=list)
    forgives: str = "status of (403|404|409|410)"
    """What the console may say: a page that is meant to be refused says so there as well, and that is no fault."""
    _reader: Page | None = None

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.who}, {self.page.url}: {error}"))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not re.search(self.forgives, message.text):
            self.faults.append(f"{self.who}, {self.page.url}: console: {message.text}")

    # Where they are

    def signs_in(self) -> None:
        self.goes_to("/sign-in/")
        self.signs_in_here()

    def signs_in_here(self, password: str = PASSWORD) -> None:
        self.types("E-mail address", f"{self.who}@aldermere.example")
        self.page.get_by_label("Password", exact=True).fill(password)
        self.presses("Sign in")

    def goes_to(self, path: str) -> int:
        """The status the site answers with."""
        answer = self.page.goto(path)
        self.looks()
        if answer is None:
            raise AssertionError(f"{path} gave no answer")
        return answer.status

    def presses(self, button: str) -> None:
        self.page.locator("main").get_by_role("button", name=button, exact=True).first.click()
        self.page.wait_for_load_state("load")
        self.looks()

    def follows(self, link: str | re.Pattern[str], *, among: Locator | None = None) -> None:
        """A link, whether or not it looks like a button."""
        within = among or self.page.locator("main")
        within.get_by_role("link", name=link).or_(within.locator("a[role=button]").filter(has_text=link)).first.click()
        self.page.wait_for_load_state("load")
        self.looks()

    # What they do

    def types(self, label: str, words: str) -> None:
        self.page.get_by_label(exactly(label)).first.fill(words)

    def finds_typed(self, label: str) -> str:
        """What stands in a box already."""
        return self.page.get_by_label(exactly(label)).first.input_value()

    def chooses(self, answer: str, *, of: str = "") -> None:
        """A radio button or a box, in the group named."""
        within: Any = self.page.get_by_role("group", name=of).first if of else self.page.locator("main")
        within.get_by_label(answer, exact=True).first.check()

    def picks(self, option: str, *, of: str) -> None:
        self.page.get_by_label(of).first.select_option(label=option)

    def dates(self, day: date, *, of: str) -> None:
        group = self.page.get_by_role("group", name=of).first
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label).fill(str(number))

    def tabs_to(self, words: str, *, most: int = 80) -> None:
        """With the Tab key alone, until what has the focus is called so."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("() => (document.activeElement.textContent || '').trim()") == words:
                return
        raise AssertionError(f"{most} presses of Tab did not come to {words}")

    # What they see

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site.address)

    def reads(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def sees(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("body")).to_contain_text(re.compile(re.escape(each), re.IGNORECASE))

    def sees_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)

    def does_not_see(self, *words: str) -> None:
        assert [each for each in words if each.lower() in self.reads().lower()] == []

    def looks(self) -> None:
        """Judge the page now open, once for each of its states."""
        if _SHOTS:
            self._photographs()
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        seen = _TOKENS.sub("", f"{self.path.split('?')[0]} {self.page.content()}")
        state = f"{width} {self.has_script} {hash(seen)}"
        if state in self.site.looked_at:
            return
        self.site.looked_at.add(state)
        page = self.page if self.has_script else self._as_it_stands()
        page.evaluate(_AXE)
        found: list[str] = page.evaluate(_LOOK)
        wider = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wider > 0:
            found.append(f"the page is {wider} pixels wider than the window")
        self.faults += [f"{self.who}, {self.path} at {width}: {each}" for each in found]

    def _as_it_stands(self) -> Page:
        """Where script is off nothing can wait, and axe must. So the page is laid, as it stands and with its own script
        taken out, before a browser that has script."""
        context = self.page.context
        if self._reader is None and context.browser:
            self._reader = context.browser.new_context(viewport=self.page.viewport_size, locale="en-GB").new_page()
        if self._reader is None:
            raise AssertionError("there is no browser to read the page in")
        html = re.sub(r"<script\b.*?</script>|</?noscript\b[^>]*>", "", self.page.content(), flags=re.DOTALL)
        url = self.page.url.partition("#")[0]
        self._reader.route(url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self._reader.goto(url)
        self._reader.unroute(url)
        return self._reader

    def leaves(self) -> None:
        for page in (self.page, self._reader):
            if page:
                page.context.close()

    def _photographs(self) -> None:
        folder = Path("var") / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        size = self.page.viewport_size or {"width": 1280, "height": 900}
        name = re.sub(r"[^a-z]+", "-", re.sub(r"[0-9a-f-]{36}|\d+", "", self.path.split("?")[0])).strip("-") or "my-day"
        for width in (1280, 390) if size["width"] == 1280 else (size["width"],):
            self.page.set_viewport_size({"width": width, "height": size["height"]})
            self.page.screenshot(path=folder / f"{name}.{self.who}.{width}.png", full_page=True)
        self.page.set_viewport_size(size)
