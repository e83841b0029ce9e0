"""What is right is written, what is wrong is told, and nothing that is here is changed."""

from __future__ import annotations

import io
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from rich.console import Console

from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Assessment, Episode, Factor
from hearth.casework.people.likeness.keys import query_keys
from hearth.casework.people.models import Identifier, Person
from hearth.conftest import TODAY, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Grant, Team, TeamMembership, Worker
from hearth.foundation.staff.second_wall import stepped_in
from hearth.foundation.staff.system import system_worker, the_council
from hearth.governance.bring_in_records.conftest import HEADER, BringIn, assessment, census, child, episode
from hearth.governance.bring_in_records.from_command import bring_in_file
from hearth.governance.bring_in_records.models import Kept, Remark, Run

RETURNS = Path(__file__).parents[4] / "shared" / "data" / "returns"


def remarks(run: Run) -> list[tuple[Any, ...]]:
    return list(run.remarks.order_by("line", "pk").values_list("line", "child", "kind", "field", "says"))


def rows() -> dict[str, int]:
    models = (Person, Identifier, Grant, Episode, Assessment, Factor, Line)
    return {model.__name__: model.objects.count() for model in models}


def only(module: str, run: Run) -> dict[str, int]:
    return {outcome: count for outcome, count in run.counts.get(module, {}).items() if count}


def test_a_child_comes_in_with_all_that_casework_holds(cast: Cast, bring_in: BringIn) -> None:
    told = (
        "<UPN>A123456789012</UPN><FormerUPN>B12345678901C</FormerUPN><PersonBirthDate>2015-03-27</PersonBirthDate>"
        "<Sex>F</Sex><PersonDeathDate>2026-02-01</PersonDeathDate>"
    )
    more = (
        "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HEAR</Disability>"
        "<Disability>HAND</Disability></Disabilities></ChildCharacteristics>"
    )
    inside = assessment("2025-01-08", "2025-02-14", "1C 6B") + assessment("2025-05-01")
    nfa = "<ReferralNFA>true</ReferralNFA>"
    run = bring_in(
        census(
            child("A1", episode("2025-01-06", inside), episode("2023-01-06", nfa, "2023-02-01"), told=told, more=more)
        )
    )
    person = Person.objects.get()
    assert person.name == "Child A1"
    assert (person.born_on, person.expected_on, person.died_on) == (date(2015, 3, 27), None, date(2026, 2, 1))
    assert (person.sex, person.ethnicity, person.disabilities) == ("F", "WBRI", ["HAND", "HEAR"])
    assert person.recorded_by == cast.stu
    assert sorted(person.identifiers.values_list("kind", "value", "issued_by")) == [
        ("former_upn", "B12345678901C", ""),
        ("la_child", "A1", "201"),
        ("upn", "A123456789012", ""),
    ]
    facts = ("referred_on", "referral_source", "primary_need", "is_referral_without_further_action", "closed_on")
    assert list(
        person.episodes.order_by("referred_on").values_list(*facts, "closure_reason", "family", "came_from")
    ) == [
        (date(2023, 1, 6), "1A", "N4", True, date(2023, 2, 1), "RC1", None, "CIN census 2026"),
        (date(2025, 1, 6), "1A", "N4", False, None, "", None, "CIN census 2026"),
    ]
    first, second = person.assessments.order_by("started_on")
    assert (first.state, first.referred_on, first.authorised_on) == ("authorised", date(2025, 1, 6), date(2025, 2, 14))
    assert (second.state, second.started_on, second.authorised_on) == ("writing", date(2025, 5, 1), None)
    assert sorted(first.factors.values_list("child", "code")) == [(person.pk, "1C"), (person.pk, "6B")]
    assert list(person.lines.order_by("happened_on").values_list("happened_on", "says", "slice")) == [
        (day, "Referred to children's social care (brought in from the census)", "bring_in_records.bring_in_census")
        for day in (date(2023, 1, 6), date(2025, 1, 6))
    ]
    assert (run.state, run.authority, run.year, run.reference_date) == ("read", "201", 2026, date(2026, 3, 31))
    assert run.counts == {
        "children": {"read": 1, "written": 1},
        "disabilities": {"read": 2, "written": 2},
        "episodes": {"read": 2, "written": 2},
        "assessments": {"read": 2, "written": 2},
        "factors": {"read": 2, "written": 2},
    }
    assert remarks(run) == []
    events = Event.objects.filter(kind="act").values_list("name", "worker", "record")
    assert list(events) == [("bring_in_records.bring_in_census", cast.stu.pk, None)]


def test_the_same_file_again_changes_nothing(bring_in: BringIn) -> None:
    content = census(
        child("A1", episode("2025-01-06", assessment("2025-01-08", "2025-02-14", "1C 6B"))),
        child(
            "A2", episode("2025-02-30"), more="<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
        ),
    )
    first = bring_in(content)
    before = rows()
    second = bring_in(content)
    assert rows() == before
    assert remarks(second) == remarks(first)
    assert second.counts == {
        "children": {"read": 2, "here": 2},
        "episodes": {"read": 2, "here": 1, "refused": 1},
        "assessments": {"read": 1, "here": 1},
        "factors": {"read": 2, "here": 2},
    }


def test_changed_facts_are_told_and_left(bring_in: BringIn) -> None:
    bring_in(census(child("A1", episode("2025-01-06", assessment(factors="1C")), told="<Sex>F</Sex>")))
    changed = child(
        "A1",
        episode("2025-01-06", assessment(authorised_on="2025-02-14", factors="1C 6B"), closed_on="2025-03-03"),
        told="<PersonBirthDate>2015-03-27</PersonBirthDate><Sex>M</Sex>",
    )
    run = bring_in(census(changed))
    left = "Differs from what is here, which was left as it is."
    assert remarks(run) == [
        (
            2,
            "A1",
            "query",
            "Child",
            f"{left} Date of birth: here not recorded, in the file 27 March 2015; sex: here F, in the file M.",
        ),
        (
            2,
            "A1",
            "query",
            "CINdetails",
            f"{left} Closed on: here not recorded, in the file 3 March 2025; "
            "reason for closure: here not recorded, in the file RC1.",
        ),
        (
            2,
            "A1",
            "query",
            "Assessments",
            f"{left} Authorised on: here not recorded, in the file 14 February 2025; "
            "factors: here 1C, in the file 1C, 6B.",
        ),
    ]
    assert (Person.objects.get().sex, Episode.objects.get().closed_on) == ("F", None)
    assert list(Factor.objects.values_list("code", flat=True)) == ["1C"]
    assert run.counts == {
        "children": {"read": 1, "differs": 1},
        "episodes": {"read": 1, "differs": 1},
        "assessments": {"read": 1, "differs": 1},
        "factors": {"read": 2, "here": 1, "differs": 1},
    }


def test_what_is_new_of_a_child_who_is_here_is_added(bring_in: BringIn) -> None:
    bring_in(census(child("A1", episode("2023-01-06", closed_on="2023-05-01"))))
    run = bring_in(
        census(child("A1", episode("2023-01-06", closed_on="2023-05-01"), episode("2025-01-06", assessment())))
    )
    assert only("children", run) == {"read": 1, "here": 1}
    assert only("episodes", run) == {"read": 2, "here": 1, "written": 1}
    assert only("assessments", run) == {"read": 1, "written": 1}
    assert (Person.objects.count(), Episode.objects.count(), Grant.objects.count()) == (1, 2, 1)


def test_a_child_twice_in_one_file_is_one_child(bring_in: BringIn) -> None:
    run = bring_in(
        census(child("A1", episode("2023-01-06", closed_on="2023-05-01")), child("A1", episode("2025-01-06")))
    )
    assert (Person.objects.count(), Episode.objects.count()) == (1, 2)
    assert only("children", run) == {"read": 2, "written": 1, "here": 1}


def test_another_councils_child_of_the_same_number_is_another_child(bring_in: BringIn) -> None:
    ours = bring_in(census(child("A1")))
    theirs = bring_in(census(child("A1")).replace(b"<LEA>201", b"<LEA>975"))
    assert sorted(Identifier.objects.values_list("value", "issued_by")) == [("A1", "201"), ("A1", "975")]
    says = (
        "This is the census of authority 975, and City of London is 201. The children were brought in under the numbers of "
        "975. If the file is not meant for City of London, tell whoever keeps Hearth."
    )
    assert (remarks(ours), remarks(theirs)) == ([], [(1, "", "query", "Source.LEA", says)])


def test_without_an_authority_the_numbers_are_the_councils_own(bring_in: BringIn, settings: Any) -> None:
    run = bring_in(census(child("A1")).replace(b"<LEA>201</LEA>", b""))
    assert Identifier.objects.get().issued_by == settings.COUNCIL.code
    assert remarks(run)[0][2:4] == ("query", "Source.LEA")


UNWRITTEN = "The episode was not written."
REFUSALS: dict[str, tuple[str, str, str, str]] = {
    # what: the child's numbers and dates, the rest, item, words
    "born before 1900": (
        "<PersonBirthDate>1802-03-27</PersonBirthDate>",
        "",
        "ChildIdentifiers.PersonBirthDate",
        "The date of birth is before 1900. It was left out.",
    ),
    "born tomorrow": (
        "<PersonBirthDate>2026-11-19</PersonBirthDate>",
        "",
        "ChildIdentifiers.PersonBirthDate",
        "The date of birth is still to come. It was left out; an unborn child has an expected date.",
    ),
    "no such day": (
        "<PersonBirthDate>2015-02-30</PersonBirthDate>",
        "",
        "ChildIdentifiers.PersonBirthDate",
        "There is no such day in the calendar.",
    ),
    "born and expected": (
        "<PersonBirthDate>2015-03-27</PersonBirthDate><ExpectedPersonBirthDate>2015-04-01</ExpectedPersonBirthDate>",
        "",
        "ChildIdentifiers.ExpectedPersonBirthDate",
        "The child is born, so the expected date was left out.",
    ),
    "expected in two years": (
        "<ExpectedPersonBirthDate>2028-11-18</ExpectedPersonBirthDate>",
        "",
        "ChildIdentifiers.ExpectedPersonBirthDate",
        "No child is expected on that day. The expected date was left out.",
    ),
    "died before birth": (
        "<PersonBirthDate>2015-03-27</PersonBirthDate><PersonDeathDate>2015-03-26</PersonDeathDate>",
        "",
        "ChildIdentifiers.PersonDeathDate",
        "The date of death is before the date of birth. It was left out.",
    ),
    "dies tomorrow": (
        "<PersonDeathDate>2026-11-19</PersonDeathDate>",
        "",
        "ChildIdentifiers.PersonDeathDate",
        "The date of death is still to come. It was left out.",
    ),
    "a code not in the list": (
        "<Sex>1</Sex>",
        "",
        "ChildIdentifiers.Sex",
        "This code is not in the DfE's list, which is F, M, U.",
    ),
    "a disability twice": (
        "",
        "<ChildCharacteristics><Disabilities><Disability>HAND</Disability><Disability>HAND</Disability></Disabilities>"
        "</ChildCharacteristics>",
        "Disabilities.Disability",
        "This code is here twice. It was kept once.",
    ),
    "no referral date": (
        "",
        "<CINdetails><ReferralSource>1A</ReferralSource></CINdetails>",
        "CINdetails.CINreferralDate",
        f"There is no date of referral that can be used. {UNWRITTEN}",
    ),
    "referred before 1900": (
        "",
        episode("1802-01-06"),
        "CINdetails.CINreferralDate",
        f"The referral is before 1900. {UNWRITTEN}",
    ),
    "referred tomorrow": (
        "",
        episode("2026-11-19"),
        "CINdetails.CINreferralDate",
        f"The date of referral is still to come. {UNWRITTEN}",
    ),
    "closed before referral": (
        "",
        episode("2025-01-06", closed_on="2025-01-05"),
        "CINdetails.CINclosureDate",
        f"The episode is closed before its referral. {UNWRITTEN}",
    ),
    "closed tomorrow": (
        "",
        episode("2025-01-06", closed_on="2026-11-19"),
        "CINdetails.CINclosureDate",
        f"The date of closure is still to come. {UNWRITTEN}",
    ),
    "closed without a reason": (
        "",
        episode("2025-01-06", closed_on="2025-02-05", reason=""),
        "CINdetails.ReasonForClosure",
        f"The episode is closed without a reason that can be used. {UNWRITTEN}",
    ),
    "a reason without a closure": (
        "",
        episode("2025-01-06", "<ReasonForClosure>RC1</ReasonForClosure>"),
        "CINdetails.CINclosureDate",
        f"The episode is closed, but there is no date of closure that can be used. {UNWRITTEN}",
    ),
    "two at a time": (
        "",
        episode("2025-01-06") + episode("2025-03-06", assessment(factors="1C")),
        "CINdetails",
        f"The child has another episode at that time, from 6 January 2025 and is still open. {UNWRITTEN}",
    ),
    "never started": (
        "",
        episode(inside=assessment("")),
        "Assessments.AssessmentActualStartDate",
        "There is no date on which the assessment started. The assessment and its factors were not written.",
    ),
    "starts tomorrow": (
        "",
        episode(inside=assessment("2026-11-19")),
        "Assessments.AssessmentActualStartDate",
        "The assessment starts on a day still to come. The assessment and its factors were not written.",
    ),
    "authorised before it starts": (
        "",
        episode(inside=assessment("2025-01-08", "2025-01-07", "1C")),
        "Assessments.AssessmentAuthorisationDate",
        "The assessment is authorised before it starts. The assessment and its factors were not written.",
    ),
    "authorised tomorrow": (
        "",
        episode(inside=assessment("2025-01-08", "2026-11-19", "1C")),
        "Assessments.AssessmentAuthorisationDate",
        "The assessment is authorised on a day still to come. The assessment and its factors were not written.",
    ),
    "a factor twice": (
        "",
        episode(inside=assessment(factors="1C 1C")),
        "Assessments.AssessmentFactors",
        "This code is here twice. It was kept once.",
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_is_wrong_is_refused_with_its_line_and_what_is_right_is_kept(what: str, bring_in: BringIn) -> None:
    told, rest, item, says = REFUSALS[what]
    run = bring_in(census(child("A0"), child("A1", rest, told=told), child("A2", episode())))
    assert remarks(run) == [(3, "A1", "refused", item, says)]
    assert sorted(Person.objects.values_list("family_name", flat=True)) == ["A0", "A1", "A2"]
    for module, counts in run.counts.items():
        outcomes = sum(count for outcome, count in counts.items() if outcome != "read")
        assert (module, counts["read"]) == (module, outcomes)
    before = rows()
    assert (remarks(bring_in(census(child("A0"), child("A1", rest, told=told), child("A2", episode())))), rows()) == (
        remarks(run),
        before,
    )


def test_what_hangs_on_a_refused_episode_is_refused_with_it(bring_in: BringIn) -> None:
    plan = "<CINPlanDates><CINPlanStartDate>2025-01-09</CINPlanStartDate></CINPlanDates>"
    run = bring_in(census(child("A1", episode("2027-01-06", assessment(factors="1C 6B") + plan))))
    assert run.counts == {
        "children": {"read": 1, "written": 1},
        "episodes": {"read": 1, "refused": 1},
        "assessments": {"read": 1, "refused": 1},
        "factors": {"read": 2, "refused": 2},
        "cin_plans": {"read": 1, "kept": 1},
    }


def test_what_has_no_home_is_kept_word_for_word_and_once(bring_in: BringIn) -> None:
    inside = (
        "<DateOfInitialCPC>2025-02-03</DateOfInitialCPC>"
        "<Section47><S47ActualStartDate> 2025-01-20 </S47ActualStartDate><ICPCnotRequired>0</ICPCnotRequired></Section47>"
        "<ChildProtectionPlans><CPPstartDate>2025-02-03</CPPstartDate><InitialCategoryOfAbuse>XYZ</InitialCategoryOfAbuse>"
        "<Reviews><CPPreviewDate>2025-04-28</CPPreviewDate><CPPreviewDate>2025-10-20</CPPreviewDate></Reviews>"
        "</ChildProtectionPlans>"
    )
    content = census(child("A1", episode("2025-01-06", inside)))
    run = bring_in(content)
    referred, plan = {"CINreferralDate": "2025-01-06"}, {"CPPstartDate": "2025-02-03"}
    assert list(Kept.objects.order_by("pk").values_list("child", "module", "told")) == [
        ("A1", "other_items", referred | {"DateOfInitialCPC": "2025-02-03"}),
        ("A1", "section_47s", referred | {"S47ActualStartDate": "2025-01-20", "ICPCnotRequired": "0"}),
        ("A1", "child_protection_plans", referred | plan | {"InitialCategoryOfAbuse": "XYZ"}),
        ("A1", "reviews", referred | plan | {"CPPreviewDate": "2025-04-28"}),
        ("A1", "reviews", referred | plan | {"CPPreviewDate": "2025-10-20"}),
    ]
    assert (only("reviews", run), only("reviews", bring_in(content))) == (
        {"read": 2, "kept": 2},
        {"read": 2, "here": 2},
    )
    assert Kept.objects.count() == 5


def test_why_there_is_no_pupil_number_is_the_person_s(bring_in: BringIn) -> None:
    def file(reason: str) -> bytes:
        return census(child("A1", told=f"<UPNunknown>{reason}</UPNunknown>"))

    assert only("children", bring_in(file("UN4"))) == {"read": 1, "written": 1}
    assert (Person.objects.get().upn_unknown, Kept.objects.count()) == ("UN4", 0)
    assert only("children", bring_in(file("UN4"))) == {"read": 1, "here": 1}
    differs = bring_in(file("UN5"))
    assert only("children", differs) == {"read": 1, "differs": 1}
    assert remarks(differs)[-1][-1].endswith("Why there is no unique pupil number: here UN4, in the file UN5.")
    assert Person.objects.get().upn_unknown == "UN4"


def test_an_episode_closed_on_its_first_day_stands_beside_another(bring_in: BringIn) -> None:
    content = census(child("A1", episode("2025-01-06", closed_on="2025-01-06"), episode("2025-01-06")))
    assert only("episodes", bring_in(content)) == {"read": 2, "written": 2}
    assert only("episodes", bring_in(content)) == {"read": 2, "here": 2}


def test_a_child_without_a_number_or_with_one_too_long_is_refused(bring_in: BringIn) -> None:
    long = "A" * 41
    run = bring_in(census(child("", episode(inside=assessment(factors="1C"))), child(long), child("A2")))
    assert [each.name for each in Person.objects.all()] == ["Child A2"]
    assert remarks(run) == [
        (2, "", "refused", "ChildIdentifiers.LAchildID", "The child has no LAchildID and cannot be kept."),
        (
            3,
            long,
            "refused",
            "ChildIdentifiers.LAchildID",
            "A child's number has letters and figures only, at most 40 of them.",
        ),
    ]
    assert only("children", run) == {"read": 3, "written": 1, "refused": 2}
    assert only("factors", run) == {"read": 1, "refused": 1}


def test_a_pupil_number_of_another_child_is_refused(bring_in: BringIn) -> None:
    upn = "<UPN>A123456789012</UPN>"
    says = "This number belongs to another child who is here. It was left out."
    first = bring_in(census(child("A1", told=upn), child("A2", told=upn)))
    second = bring_in(census(child("A3", told=upn)))
    assert remarks(first) == [(3, "A2", "refused", "ChildIdentifiers.UPN", says)]
    assert remarks(second) == [(2, "A3", "refused", "ChildIdentifiers.UPN", says)]
    assert list(Identifier.objects.filter(kind="upn").values_list("person__family_name", flat=True)) == ["A1"]


def test_the_children_are_held_by_data_stewards_until_allocated(cast: Cast, bring_in: BringIn) -> None:
    bring_in(census(child("A1")))
    person = Person.objects.get()
    team = Team.objects.get(name="Records brought in")
    assert list(Grant.objects.values_list("record", "team", "given_by")) == [(person.pk, team.pk, cast.stu.pk)]
    assert list(TeamMembership.objects.filter(team=team).values_list("worker", flat=True)) == [cast.stu.pk]
    seen = {}
    for worker in (cast.stu, cast.dee, cast.lin):
        with stepped_in(worker):
            seen[worker.known_as] = Person.objects.count()
    assert seen == {"Stu": 1, "Dee": 0, "Lin": 0}
    bring_in(census(child("A2")))
    assert (Team.objects.filter(name="Records brought in").count(), team.memberships.count()) == (1, 1)


def test_what_hearth_itself_brings_in_every_data_steward_can_open(cast: Cast, bring_in: BringIn) -> None:
    for _ in range(2):
        bring_in(census(child("A1")), by=cast.hearth)
    assert list(TeamMembership.objects.filter(team__name="Records brought in").values_list("worker", flat=True)) == [
        cast.stu.pk
    ]


def test_the_children_can_be_held_by_a_pod(cast: Cast, bring_in: BringIn) -> None:
    run = bring_in(census(child("A1")), team=cast.north_pod)
    assert run.team == cast.north_pod
    seen = {}
    for worker in (cast.dee, cast.ash, cast.stu):
        with stepped_in(worker):
            seen[worker.known_as] = (Person.objects.count(), Run.objects.count(), Remark.objects.count())
    assert seen == {"Dee": (1, 0, 0), "Ash": (0, 0, 0), "Stu": (1, 1, 0)}
    granted = Grant.objects.filter(record=Person.objects.get().pk).order_by("pk").values_list("team__name", flat=True)
    assert list(granted) == ["North pod", "Records brought in"]


def test_they_are_found_by_their_number(cast: Cast, bring_in: BringIn) -> None:
    bring_in(census(child("DfEX0000001"), child("DfEX0000002")))
    asked = query_keys("DfEX0000002")
    assert [each.family_name for each in Person.objects.all() if asked & set(each.likeness_keys)] == ["DfEX0000002"]


ENTITY = b'<!DOCTYPE Message [<!ENTITY a "b">]><Message/>'
UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "The file is empty."),
    "words": (b"no census", "This is not an XML file."),
    "zip": (b"PK\x03\x04rest", "This is a zip file or an Excel or Word document, not XML."),
    "entities": (
        ENTITY,
        "The file holds a DOCTYPE or entities, which a census file never needs and which can be used for attack.",
    ),
    "doctype": (
        b'<!DOCTYPE Message SYSTEM "x.dtd"><Message/>',
        "The file holds a DOCTYPE or entities, which a census file never needs and which can be used for attack.",
    ),
    "an entity inside": (
        census(child("A1"), child("&who;")),
        "The file holds a DOCTYPE or entities, which a census file never needs and which can be used for attack.",
    ),
    "another root": (
        b"<Return><Children/></Return>",
        "This is XML but not a CIN census: the outermost element is not Message.",
    ),
    "no children": (f"<Message>{HEADER}</Message>".encode(), "The file has no Children part."),
    "cut off": (census(child("A1"), child("A2"))[:-30], "The file is cut off before its end."),
    "broken": (census(child("A1"), "<Child></Chil>"), "The XML is broken here, so nothing after it can be read."),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_an_unreadable_file_is_told_and_leaves_nothing(what: str, bring_in: BringIn, kept_in: Path) -> None:
    content, says = UNREADABLE[what]
    before = rows()
    run = bring_in(content)
    assert (run.state, run.says[: len(says)], run.says[-20:]) == ("unreadable", says, "Nothing was written.")
    assert (rows(), run.counts, run.remarks.count()) == (before, {}, 0)
    assert (list(kept_in.iterdir()), Event.objects.filter(kind="act").count()) == ([], 0)


def test_an_unreadable_file_of_many_children_leaves_nothing(bring_in: BringIn) -> None:
    children = [child(f"A{number}", episode()) for number in range(2_100)]
    before = rows()
    run = bring_in(census(*children)[:-10])
    assert (run.state, rows(), Person.objects.count()) == ("unreadable", before, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + census(child("A1", episode())),
        census(child("A1", episode())).decode().encode("utf-16"),
        census(child("A1", episode())).replace(b"<Message>", b'<Message xmlns="urn:census">'),
    ],
    ids=["byte-order mark", "UTF-16", "default namespace"],
)
def test_a_file_with_a_mark_or_a_namespace_is_read_all_the_same(content: bytes, bring_in: BringIn) -> None:
    run = bring_in(content)
    assert (run.state, Person.objects.get().name, Episode.objects.count()) == ("read", "Child A1", 1)


def test_the_file_is_kept_for_its_owner_alone(bring_in: BringIn, kept_in: Path) -> None:
    content = census(child("A1"))
    run = bring_in(content)
    (kept,) = kept_in.iterdir()
    assert (kept.name, kept.read_bytes()) == (f"{run.sha256}.xml", content)
    assert (stat.S_IMODE(kept.stat().st_mode), stat.S_IMODE(kept_in.stat().st_mode)) == (0o600, 0o700)
    bring_in(content)
    assert len(list(kept_in.iterdir())) == 1


def test_a_fault_stops_the_run_and_says_so(cast: Cast, bring_in: BringIn) -> None:
    with connection.cursor() as cursor:  # somebody's change that the comparison could not foresee
        cursor.execute("alter table family_help_factor add constraint never check (code <> '6B')")
    run = bring_in(census(child("A1", episode(inside=assessment(factors="6B")))))
    assert (run.state, run.says[:29]) == ("stopped", "Hearth stopped in the middle,")
    assert (Person.objects.count(), run.remarks.count()) == (0, 0)


def test_only_who_may_bring_in_can(cast: Cast, bring_in: BringIn) -> None:
    run = bring_in(census(child("A1")), by=cast.dee)
    assert (run.state, Person.objects.count()) == ("stopped", 0)


def printed(file: Path, team: str = "", by: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = bring_in_file(
        file, team=team, by=by, say=Console(file=out, width=200), complain=Console(file=err, width=200)
    )
    return code, out.getvalue(), err.getvalue()


def test_the_command_prints_the_report(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "[census].xml"
    file.write_bytes(census(child("A1", episode()), child("A2", told="<Sex>1</Sex>")))
    code, out, err = printed(file, team="north pod")
    assert (code, err.strip()) == (0, "")
    assert out.splitlines()[0].strip() == "[census].xml"
    assert out.splitlines()[-2:] == [
        "line 3, child A2: Refused: ChildIdentifiers.Sex (1). This code is not in the DfE's list, which is F, M, U.",
        "Rows read 3: written 3, already there 0, here, but differs 0, refused 0, kept for later 0.",
    ]
    run = Run.objects.get()
    assert (run.brought_by, run.team) == (cast.hearth, cast.north_pod)


def test_the_first_command_on_a_new_database_makes_the_account_nobody_can_use(db: None, tmp_path: Path) -> None:
    file = tmp_path / "census.xml"
    file.write_bytes(census(child("A1")))
    assert printed(file)[0] == 0
    made = Worker.objects.get()
    assert (made, made.email, made.is_active) == (system_worker(), "system@hearth.invalid", False)
    assert (made.employer, Run.objects.get().brought_by) == (the_council(), made)


@pytest.mark.parametrize(
    ("content", "team", "by", "says"),
    [
        (b"no census", "", "", "census.xml: This is not an XML file. (line 1) Ask your case system"),
        (None, "", "", "cannot be opened: No such file or directory."),
        (b"", "West pod", "", "There is no team called West pod. The teams are: Front door, North pod, South pod."),
        (b"", "Millbrook safeguarding", "", "There is no team called Millbrook safeguarding."),
        (b"", "", "dee@example.org", "No data steward here has the address dee@example.org."),
    ],
)
def test_the_command_says_what_it_cannot_do(
    content: bytes | None, team: str, by: str, says: str, cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "census.xml"
    if content is not None:
        file.write_bytes(content)
    code, out, err = printed(file, team, by)
    assert (code, out, says in err, Person.objects.count()) == (2, "", True, 0)


ONE = {"read": 1, "written": 1}
KEPT = {"read": 1, "kept": 1}
PLANS = {"cin_plans": KEPT, "section_47s": KEPT, "child_protection_plans": KEPT, "reviews": KEPT}
OF_2024 = PLANS | {
    "other_items": KEPT,  # the day of the episode's initial conference
    "children": {"read": 2, "written": 2},
    "disabilities": {"read": 3, "written": 3},
    "episodes": {"read": 2, "written": 2},
    # It starts in 2028.
    "assessments": {"read": 2, "written": 1, "refused": 1},
    "factors": {"read": 3, "refused": 3},
}
EXPECTED: dict[str, tuple[dict[str, dict[str, int]], dict[str, int]]] = {
    "CIN_Census_2021.xml": (
        PLANS
        | {"children": ONE, "disabilities": {"read": 2, "written": 2}, "episodes": ONE, "assessments": ONE}
        | {"factors": {"read": 2, "written": 2}, "other_items": {"read": 2, "kept": 2}},
        {"refused": 1, "query": 1, "note": 1},
    ),
    "CIN_Census_2024.xml": (OF_2024, {"refused": 3, "query": 3}),
    "CIN_Census_2026.xml": (OF_2024 | {"pre_proceedings": KEPT}, {"refused": 3, "query": 3, "note": 1}),
    "fake_CIN_data.xml": (
        {
            "children": {"read": 332, "written": 332},
            "disabilities": {"read": 117, "written": 112, "refused": 5},
            # Three are dated after the day on which the test brings them in.
            "episodes": {"read": 402, "written": 399, "refused": 3},
            "other_items": {"read": 350, "kept": 350},  # the days of initial conferences
        },
        {"refused": 8, "note": 1, "query": 1},  # another authority's, as the next
    ),
    "hidden_harm_3735.xml": (
        {
            "children": {"read": 4635, "written": 4635},
            "episodes": {"read": 5335, "written": 5335},
            "assessments": {"read": 6979, "written": 6979},
            "factors": {"read": 16324, "written": 16324},
        },
        {"note": 1, "query": 1},
    ),
}


@pytest.mark.skipif(not RETURNS.is_dir(), reason="the sample returns are not beside the project")
@pytest.mark.parametrize("name", EXPECTED)
def test_the_sample_files_go_in(name: str, bring_in: BringIn) -> None:
    counts, said = EXPECTED[name]
    content = (RETURNS / name).read_bytes()
    run = bring_in(content)
    kinds = run.remarks.order_by("pk").values_list("kind", flat=True)
    assert (
        {module: only(module, run) for module in run.counts},
        {kind: [*kinds].count(kind) for kind in {*kinds}},
    ) == (
        counts,
        said,
    )
    written = rows()
    found = {module: counts.get(module, {}).get("written", 0) for module in ("children", "episodes", "assessments")}
    assert (written["Person"], written["Grant"]) == (found["children"], found["children"])
    assert (written["Episode"], written["Line"]) == (found["episodes"], found["episodes"])
    assert (written["Assessment"], written["Factor"]) == (
        found["assessments"],
        counts.get("factors", {}).get("written", 0),
    )
    again = bring_in(content)
    assert rows() == written
    assert again.total("written") == again.total("differs") == 0
    assert (again.total("here"), again.total("kept")) == (run.total("written") + run.total("kept"), 0)


@pytest.mark.skipif(not RETURNS.is_dir(), reason="the sample returns are not beside the project")
def test_no_sample_was_forgotten() -> None:
    assert sorted(EXPECTED) == sorted(each.name for each in RETURNS.glob("*.xml"))


def test_today_is_the_day_after_which_nothing_happened(bring_in: BringIn) -> None:
    run = bring_in(census(child("A1", episode(TODAY.isoformat(), closed_on=TODAY.isoformat()))))
    assert only("episodes", run) == {"read": 1, "written": 1}
