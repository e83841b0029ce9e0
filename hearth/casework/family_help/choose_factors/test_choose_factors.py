from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.test import Client

from hearth.casework.family_help.choose_factors.action import choose_factors
from hearth.casework.family_help.choose_factors.ticks import as_text, from_text
from hearth.casework.family_help.models import Assessment, Factor
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.codes import AssessmentFactor
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]


def chosen() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for factor in Factor.objects.select_related("child").order_by("child", "code"):
        found.setdefault(factor.child.known_as, []).append(factor.code)
    return found


def test_one_tick_says_it_of_every_child(cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn) -> None:
    sent = {"factor_3B": ["every"], "factor_10A": [str(story.kit.pk)], "began_from": ""}
    answer = signed_in(cast.dee).post(story.at("choose-factors", begun), sent)
    assert answer["location"] == story.at("see-assessment")
    assert chosen() == {"Kit": ["10A", "3B"], "Ada": ["3B"], "Joss": ["3B"]}


def test_what_is_unticked_is_taken_away(cast: Cast, story: Story, complete: Assessment, signed_in: SignedIn) -> None:
    began_from = as_text({(child.pk, "3B") for child in story.children})
    sent = {"factor_3B": [str(story.ada.pk)], "factor_21": [str(story.joss.pk)], "began_from": began_from}
    signed_in(cast.dee).post(story.at("choose-factors", complete), sent)
    assert chosen() == {"Ada": ["3B"], "Joss": ["21"]}


def test_no_factors_never_stands_with_another(cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn) -> None:
    sent = {"factor_21": [str(story.kit.pk)], "factor_4B": ["every"]}
    said = signed_in(cast.dee).post(story.at("choose-factors", begun), sent).content.decode()
    assert said.count("Kit has “no factors” and others too. Untick one or the others") == 2
    assert chosen() == {}
    with pytest.raises(Refused):
        choose_factors(
            assessment=begun, chosen={(story.kit.pk, "21"), (story.kit.pk, "4B")}, began_from=set(), by=cast.dee
        )


def test_the_page_offers_the_codes_in_force_today_for_each_child(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    said = signed_in(cast.dee).get(story.at("choose-factors", begun)).content.decode()
    offered = [code for code in AssessmentFactor.values if f'name="factor_{code}"' in said]
    assert offered == [code for code, _ in AssessmentFactor.choices_on(today())]
    assert said.count('name="factor_3B"') == 4  # three children and "All"


def test_the_second_of_two_is_told_what_changed_and_keeps_their_ticks(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    here = story.at("choose-factors", begun)
    signed_in(cast.mo).post(here, {"factor_16A": [str(story.kit.pk)], "began_from": ""})
    dee = signed_in(cast.dee)
    answer = dee.post(here, {"factor_4B": [str(story.ada.pk)], "began_from": ""})
    said = answer.content.decode()
    assert (answer.status_code, said.count("Ticked for Kit: Neglect")) == (409, 1)
    assert chosen() == {"Kit": ["16A"]}
    kit, ada = story.kit.pk, story.ada.pk
    again = {"factor_4B": [str(ada)], "factor_16A": [str(kit)], "began_from": as_text({(kit, "16A")})}
    assert dee.post(here, again).status_code == 302
    assert chosen() == {"Kit": ["16A"], "Ada": ["4B"]}


def test_a_child_of_another_family_cannot_be_ticked(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    said = signed_in(cast.dee).post(story.at("choose-factors", begun), {"factor_3B": ["999999"]}).content.decode()
    assert said.count("Choose children of this family") == 2
    assert chosen() == {}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("", []), ("7:3B 9:20", [(7, "3B"), (9, "20")]), ("nonsense 7: :3B x:3B", [])],
)
def test_what_was_ticked_at_first_is_read_back_and_nonsense_is_nothing(
    text: str, pairs: Sequence[tuple[int, str]]
) -> None:
    assert from_text(text) == set(pairs)
