"""`make docs`: takes the pictures of the documents from a running Hearth, so that they show what is there.

The invented council is begun anew in a folder of its own, its people do their work, and what they see is kept in
`docs/practice/pictures`. A picture that has grown too large stops the drawing: take less of the page.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, Download, Locator, sync_playwright

from docs.return_to_check import a_return
from journeys import chromium
from journeys.steps import deciding, measuring, referring, working
from journeys.steps.people import Person, Site
from journeys.steps.referring import ChildTold
from journeys.steps.story import Story

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "practice" / "pictures"
LARGEST = 150_000  # bytes
QUESTION = 800  # pixels wide: a page that asks one thing
STARTS_WITHIN = 240  # seconds: the invented council is loaded first

NOW = {
    "Feelings and worries": 6,
    "Getting on at home": 7,
    "Friends and things I like": 8,
    "Body and sleep": 6,
    "Drink and drugs at home": 9,
    "School and learning": 6,
    "Safe at home": 6,
    "Safe outside and online": 8,
    "Money and a home": 5,
}
CENSUS = """<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header>
    <CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
    <Source><SourceLevel>L</SourceLevel><LEA>999</LEA></Source>
  </Header>
  <Children>
    <Child>
      <ChildIdentifiers><LAchildID>H0000001</LAchildID><PersonBirthDate>2016-05-04</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
      <CINdetails><CINreferralDate>2025-09-08</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode></CINdetails>
    </Child>
    <Child>
      <ChildIdentifiers><LAchildID>H0000002</LAchildID><PersonBirthDate>2018-11-19</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
      <CINdetails><CINreferralDate>2025-09-08</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode></CINdetails>
    </Child>
    <Child>
      <ChildIdentifiers><LAchildID>H0000003</LAchildID><PersonBirthDate>2017-02-30</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>LILAC</Ethnicity></ChildCharacteristics>
      <CINdetails><CINreferralDate>2025-10-01</CINreferralDate><ReferralSource>9Z</ReferralSource><PrimaryNeedCode>N4</PrimaryNeedCode></CINdetails>
    </Child>
  </Children>
</Message>
"""


class Visitor(Person):
    """Somebody of the journeys whose pages are not judged, but pictured."""

    nowhere = ""  # the one page that is meant not to be found

    def looks(self) -> None:
        return

    def goes_to(self, path: str) -> int:
        status = super().goes_to(path)
        if status >= 400 and path != self.nowhere:
            raise SystemExit(f"{self.who} was answered {status} at {path}: there is nothing to take a picture of.")
        return status

    def picture(
        self, name: str, *, height: int = 900, width: int | None = None, scrolled_to: Locator | None = None
    ) -> None:
        """The first `height` pixels of the page, or what the window shows when it is scrolled.

        `width` is for a window of another width, as suits a page of one question.
        """
        page, window = self.page, self.page.viewport_size or {"width": 1280, "height": 900}
        page.evaluate("() => document.activeElement && document.activeElement.blur()")
        if width:
            page.set_viewport_size({"width": width, "height": window["height"]})
        if scrolled_to:
            scrolled_to.evaluate("element => element.scrollIntoView()")
            page.screenshot(path=PICTURES / f"{name}.png")
            return
        whole = int(page.evaluate("() => document.documentElement.scrollHeight"))
        clip = {"x": 0.0, "y": 0.0, "width": float(width or window["width"]), "height": float(min(height, whole))}
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
        page.set_viewport_size(window)


class House:
    """The people of the invented council, each with a browser of their own."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser = browser
        self._site = site
        self._there: dict[tuple[str, int], Visitor] = {}

    def somebody(self, who: str, width: int = 1280) -> Visitor:
        if (who, width) not in self._there:
            context = self._browser.new_context(
                base_url=self._site.address,
                viewport={"width": width, "height": 844 if width < 500 else 900},
                locale="en-GB",
                timezone_id="Europe/London",
            )
            context.set_default_timeout(15_000)
            visitor = Visitor(who, context.new_page(), self._site, test="draw")
            visitor.signs_in()
            self._there[who, width] = visitor
        return self._there[who, width]


def a_school_refers(house: House, story: Story) -> None:
    tess = house.somebody("tess")
    tess.goes_to("/refer/")
    children = (
        ChildTold("Wrenna", "Wren", date(2016, 3, 27)),
        ChildTold("", expected_on=date.today() + timedelta(days=80)),
    )
    referring.begins_a_referral(tess)
    referring.says_nobody_is_in_danger(tess)
    referring.says_who_refers(tess, "Tess Whitlock")
    if tess.path.endswith("/children/"):
        tess.chooses("Yes")
        tess.presses("Continue")
    referring.tells_of_the_first_child(tess, children[0], "Millbrook Primary School")
    referring.tells_of_another(tess, children[1])
    referring.tells_of_the_mother(tess)
    tess.types("What are you worried about?", referring.WORRIES)
    tess.picture("refer-one-question", height=600, width=QUESTION)
    referring.says_what_worries(tess)
    referring.says_the_rest(tess)
    reference = referring.sends_it(tess)
    story.reference, story.contact = reference, int(reference.removeprefix("R-"))
    tess.picture("refer-sent", height=700, width=QUESTION)
    tess.goes_to("/refer/our-referrals/")
    tess.picture("our-referrals", height=760)
    phone = house.somebody("tess", 390)
    phone.goes_to("/refer/our-referrals/")
    phone.picture("our-referrals-telephone", height=844)


def the_front_door(house: House, story: Story) -> None:
    guy, fay = house.somebody("guy"), house.somebody("fay")
    _somebody_known_is_told_of(house.somebody("dee"), fay)
    fay.goes_to("/front-door/queue/")
    fay.picture("queue", height=760)
    deciding.takes_it(fay, story)
    deciding.says_that_nobody_is_known(fay, story)
    deciding.rates(fay, story, "Amber", "Serious and repeated; nobody in danger tonight")
    deciding.asks_the_police(fay, story)
    pia = house.somebody("pia")
    pia.goes_to("/checks/our-checks/")
    pia.page.get_by_role("link", name=re.compile("Haddow")).last.click()
    pia.page.wait_for_load_state("load")
    pia.chooses("Known: here is what we hold")
    pia.picture("answer-check", height=1000, width=QUESTION)
    deciding.answers_the_check(pia, story)
    deciding.writes_the_analysis(fay, story)
    deciding.opens_the_contact(fay, story)
    fay.picture("contact", height=1100)
    guy.goes_to(f"/front-door/{story.contact}/decide/")
    guy.chooses("Family help", of="What do you decide?")
    guy.picture("decide", height=1000, width=QUESTION)
    deciding.decides_on_family_help(guy, story)
    guy.goes_to("/families/waiting-to-be-allocated/")
    deciding.allocates_to_the_north_pod(guy, story)
    mo = house.somebody("mo")
    mo.goes_to(f"/families/{story.family}/see-team-around/")
    mo.picture("team-around", height=760)


def _somebody_known_is_told_of(dee: Visitor, fay: Visitor) -> None:
    """A neighbour rings about a child of a family that is worked with, and has his name only half right."""
    dee.goes_to("/my-families/?sort=name")
    dee.follows("Okafor-Reid")
    dee.goes_to(dee.path.replace("see-family", "see-people"))
    told = re.search(r"Kit Okafor-Reid Child · [^,]+, born (\d+ \w+ \d+)", dee.reads())
    if told is None:
        raise SystemExit("Kit Okafor-Reid is not among the invented any more: choose another child to ring about.")
    born = datetime.strptime(told.group(1), "%d %B %Y")
    fay.goes_to("/front-door/record-contact/")
    fay.chooses("No", of="Is a child in danger right now?")
    fay.picks("Acquaintance, neighbour or child minder", of="Who is telling us?")
    fay.types("Their name", "Mrs Aldous, next door")
    fay.types("Where the household lives", "Mill Lane, Millbrook")
    fay.types("Postcode", "AL51 2BD")
    fay.types("What worries them?", "She has heard crying through the wall every night this week.")
    child = fay.page.locator("fieldset").filter(has_text="Person 1").first
    child.get_by_label(re.compile("Who is this")).select_option(label="Child")
    child.get_by_label(re.compile("First names")).fill("Christofer")
    child.get_by_label(re.compile("Family name")).fill("Okafor")
    born_boxes = child.get_by_role("group", name="Date of birth")
    for label, number in (("Day", born.day), ("Month", born.month), ("Year", born.year)):
        born_boxes.get_by_label(label).fill(str(number))
    fay.chooses("They have not been told", of="Do the parents know that we are being told?")
    fay.types("Why have they not been told?", "The caller asked us not to say that she rang.")
    fay.presses("Record the contact")
    contact = re.search(r"/front-door/(\d+)/", fay.path)
    if contact is None:
        raise SystemExit(f"The neighbour's call was not recorded: {fay.reads()[:600]}")
    fay.goes_to(f"/front-door/{contact.group(1)}/match-person/")
    fay.picture("who-may-be-known", height=860, width=QUESTION)


def the_pod(house: House, story: Story) -> None:
    dee = house.somebody("dee")
    dee.goes_to("/")
    dee.picture("my-day", height=1000)
    phone = house.somebody("dee", 390)
    phone.goes_to("/")
    phone.picture("my-day-telephone", height=844)
    dee.goes_to("/my-families/?sort=name")
    dee.follows("Okafor-Reid")
    family = int(dee.path.split("/")[2])
    dee.picture("family", height=940)
    dee.goes_to(f"/families/{family}/see-people/")
    dee.picture("people", height=900)
    dee.page.locator("main").get_by_role("link", name=re.compile("Keep details safe")).last.click()
    dee.page.wait_for_load_state("load")
    dee.picture("keep-details-safe", height=900, width=QUESTION)
    dee.goes_to(f"/families/{family}/see-assessment/")
    dee.picture("assessment", height=1100)
    dee.goes_to(f"/families/{family}/see-star/")
    dee.page.locator("main svg").first.screenshot(path=PICTURES / "star.png")
    dee.goes_to(f"/families/{family}/see-plan/")
    dee.picture("plan", height=1000)
    dee.goes_to(f"/families/{family}/print-plan/")
    dee.page.get_by_role("radio", name=re.compile("^Dominic")).check()
    dee.presses("See what this copy says")
    dee.picture("before-you-print", height=1000, width=QUESTION)
    _printed(dee, family)
    dee.goes_to(f"/families/{family}/see-chronology/")
    dee.picture("chronology", height=900)
    dee.goes_to(f"/families/{family}/see-readers/")
    dee.picture("who-has-looked", height=860)
    dee.goes_to("/people/open-in-emergency/")
    dee.picture("emergency", height=760, width=QUESTION)
    working.begins_a_star(dee, family, date.today())
    dee.page.get_by_label("Agreed together", exact=True).first.check()
    for spoke, score in NOW.items():
        dee.page.get_by_role("group", name=spoke, exact=True).get_by_label(str(score), exact=True).check(force=True)
    dee.page.mouse.move(0, 0)
    dee.page.wait_for_timeout(1_000)  # the picture is drawn a moment after the last score
    dee.picture("score-the-star", scrolled_to=dee.page.get_by_role("group", name="Feelings and worries", exact=True))
    working.begins_the_assessment(dee, story)
    dee.follows("Write it")
    dee.picture("write-a-finding", height=900, width=QUESTION)


def _printed(dee: Visitor, family: int) -> None:
    """The paper itself, as it comes out for the mother."""
    _one_page(working.prints_it_for(dee, family, "Grace"), "printed-plan")


def _one_page(of: Download, name: str, *, page: int = 1) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "paper.pdf"
        of.save_as(paper)
        one = ["-f", str(page), "-l", str(page), "-singlefile"]
        subprocess.run(["pdftoppm", "-png", "-r", "80", *one, str(paper), str(PICTURES / name)], check=True)


def the_others(house: House, story: Story) -> None:
    ash = house.somebody("ash")
    ash.nowhere = f"/families/{story.family}/see-family/"
    ash.goes_to(ash.nowhere)
    ash.picture("not-found", height=420, width=QUESTION)
    stu = house.somebody("stu")
    stu.goes_to("/bring-in/upload-census/")
    stu.page.locator("input[type=file]").set_input_files(
        {"name": "cin-2026.xml", "mimeType": "application/xml", "buffer": CENSUS.encode()}
    )
    stu.picks(
        "Records brought in (yourself and other data stewards who bring in)", of="Which team is to hold the children?"
    )
    stu.presses("Bring it in")
    stu.page.get_by_text("What became of each row").wait_for(timeout=60_000)
    stu.picture("brought-in", height=1400)
    ada = house.somebody("ada")
    ada.goes_to("/")
    ada.picture("administration", height=640)
    ada.goes_to("/administration/invite-worker/")
    ada.picture("invite", height=900, width=QUESTION)
    ada.goes_to("/administration/see-teams/")
    ada.picture("teams", height=860)


def a_return_is_checked(house: House, story: Story) -> None:
    stu = house.somebody("stu")
    stu.goes_to("/returns/check-census/")
    stu.picture("check-a-return", height=700, width=QUESTION)
    _gives_a_return(stu, "cin-2026-first.xml", a_return(is_mended=False))
    stu.picture("return-checked", height=1300)
    stu.goes_to(stu.path.split("#")[0] + "?by=child#found")
    stu.page.evaluate("() => scrollTo(0, 0)")
    stu.follows("H0000033")
    stu.picture("return-by-child", height=1000)
    stu.goes_to(stu.path.replace("child=H0000033", "rule=8670Q"))
    stu.page.get_by_role("link", name=re.compile("^Answer.*H0000035")).first.click()
    stu.page.wait_for_load_state("load")
    stu.page.get_by_role("textbox").first.fill(
        "The family moved twice while we worked with them. The assessment was finished on 14 April 2026."
    )
    stu.picture("answer-a-query", height=1100, width=QUESTION)
    stu.presses("Keep the explanation")
    stu.goes_to("/returns/check-census/")
    _gives_a_return(stu, "cin-2026-mended.xml", a_return(is_mended=True))
    stu.follows(re.compile("Compare with the check before"))
    stu.picture("returns-compared", height=1000)


def _gives_a_return(stu: Visitor, name: str, content: bytes) -> None:
    stu.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/xml", "buffer": content}
    )
    stu.presses("Check it")
    stu.page.get_by_text("An error can only be mended").wait_for(timeout=60_000)


def the_needs_assessment(house: House, story: Story) -> None:
    stu, lin = house.somebody("stu"), house.somebody("lin")
    measuring.checks_the_return(stu, measuring.a_return_of(1_900))
    stu.follows("See the needs assessment")
    stu.picture("needs-assessment", height=1050)
    stu.follows("Publish its one set")
    stu.picture("publish-figures", height=1050, width=QUESTION)
    stu.presses("Publish these figures")
    lin.goes_to("/needs-assessment/")
    lin.follows("See the needs assessment")
    lin.picture(
        "needs-assessment-published",
        scrolled_to=lin.page.get_by_role("table", name="By age: each factor, alone or with others"),
    )
    with lin.page.expect_download() as download:
        lin.page.get_by_role("button", name="Download (PDF)").click()
    _one_page(download.value, "needs-assessment-printed", page=2)


def draw(site: Site, browser_path: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    story = Story()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(chromium.FLAGS))
        house = House(browser, site)
        for part in (a_school_refers, the_front_door, the_pod, the_others, a_return_is_checked, the_needs_assessment):
            print(part.__name__.replace("_", " "))
            part(house, story)
        browser.close()


@contextmanager
def a_site() -> Iterator[Site]:
    """`hearth serve --demo` on a free port, in a folder that goes away with it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        free.close()
        kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "HEARTH_TEST"}}
        serve = [sys.executable, "-m", "hearth.wiring.command_line", "serve", "--demo", "--workers", "1"]
        process = subprocess.Popen(
            [*serve, "--port", address.rsplit(":", 1)[1]],
            cwd=PROJECT,
            env=kept | {"HEARTH_DATA": folder},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_until_up(address, process)
            yield Site(address, Path(folder))
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthy/", timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The site did not start, so there is nothing to take pictures of.")


def weigh() -> int:
    heavy = {each.name: each.stat().st_size for each in sorted(PICTURES.iterdir()) if each.stat().st_size > LARGEST}
    for name, size in heavy.items():
        print(f"{name} has {size:,} bytes, more than {LARGEST:,}: take less of the page.", file=sys.stderr)
    print(f"{len(list(PICTURES.iterdir()))} pictures in {PICTURES.relative_to(PROJECT)}")
    return 1 if heavy else 0


def main() -> int:
    found = chromium.find()
    if found is None:
        return chromium.main()
    if shutil.which("pdftoppm") is None:
        print("The printed plan needs pdftoppm. On Debian or Ubuntu: apt-get install poppler-utils", file=sys.stderr)
        return 1
    with a_site() as site:
        draw(site, found)
    return weigh()


if __name__ == "__main__":
    sys.exit(main())
