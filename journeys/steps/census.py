"""A census file of a few children, written line by line: what is said of it is said with its line."""

from __future__ import annotations

from journeys.steps.people import Person

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<Message>
<Header>
<CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
<Source><SourceLevel>L</SourceLevel><LEA>999</LEA></Source>
</Header>
<Children>
"""
FOOT = "</Children>\n</Message>\n"


def census(*children: str) -> str:
    return "".join([HEAD, *children, FOOT])


def child(
    number: str, born: str, *, sex: str = "F", referred: str = "2025-10-06", need: str = "N4", closed: str = ""
) -> str:
    """`closed` is the day and the reason, with a space between."""
    day, _, reason = closed.partition(" ")
    closure = f"<CINclosureDate>{day}</CINclosureDate><ReasonForClosure>{reason}</ReasonForClosure>" if closed else ""
    return f"""<Child>
<ChildIdentifiers><LAchildID>{number}</LAchildID><PersonBirthDate>{born}</PersonBirthDate><Sex>{sex}</Sex></ChildIdentifiers>
<CINdetails>
<CINreferralDate>{referred}</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>{need}</PrimaryNeedCode>{closure}
</CINdetails>
</Child>
"""


def gives_census(stu: Person, text: str, name: str, *, link: str, button: str) -> None:
    """On a page that leads by `link` to the form whose `button` sends it."""
    stu.follows(link)
    stu.page.get_by_label("The census file").set_input_files(
        {"name": name, "mimeType": "text/xml", "buffer": text.encode()}
    )
    stu.presses(button)
