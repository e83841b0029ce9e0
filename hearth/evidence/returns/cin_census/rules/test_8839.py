import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found


def enquiry(held: str | None = None, not_required: str | None = "0") -> Given:
    return section_47(DateOfInitialCPC=held, ICPCnotRequired=not_required)


HELD, NOT_REQUIRED = enquiry(held="2025-06-30"), enquiry(not_required="1")


@pytest.mark.parametrize("flag", ["0", "false", None, ""])
def test_two_are_open(found: Found, flag: str | None) -> None:
    records = [enquiry(), HELD, NOT_REQUIRED, enquiry(not_required=flag)]
    assert found("8839", child(episode(Section47=records))) == [
        ("Section47", "DateOfInitialCPC", 0),
        ("Section47", "DateOfInitialCPC", 3),
    ]


@pytest.mark.parametrize("other", [HELD, NOT_REQUIRED, enquiry(not_required="true"), enquiry("2025-06-30", "1")])
def test_one_is_open(found: Found, other: Given) -> None:
    assert found("8839", child(episode(Section47=[enquiry(), other]))) == []


def test_one_in_each_episode(found: Found) -> None:
    assert found("8839", child(episode(Section47=[enquiry()]), episode(Section47=[enquiry()]))) == []


def test_a_date_that_means_nothing_is_no_conference(found: Found) -> None:
    assert found("8839", child(episode(Section47=[enquiry(), enquiry(held="June")]))) == [
        ("Section47", "DateOfInitialCPC", 0),
        ("Section47", "DateOfInitialCPC", 1),
    ]
