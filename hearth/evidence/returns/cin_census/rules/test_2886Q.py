import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def told(without: int, children: int) -> list[tuple[str, str, int]]:
    message = (
        f"Born, and without a usable sex recorded: {without} of {children} children, more than 2 per cent. "
        "Record it, or explain why it is not known."
    )
    return [("return", message, 0)]


UNBORN = child(Sex="U", PersonBirthDate=None, ExpectedPersonBirthDate="2026-06-01")


@pytest.mark.parametrize("sex", ["U", None, "X"])
def test_more_than_2_in_100(found: Found, sex: str | None) -> None:
    assert found("2886Q", child(Sex=sex), *[child()] * 48) == told(1, 49)


def test_2_in_100(found: Found) -> None:
    assert found("2886Q", child(Sex="U"), *[child()] * 48, child(Sex="F")) == []


def test_children_not_yet_born_need_none_and_are_children(found: Found) -> None:
    assert found("2886Q", UNBORN, child(Sex="U"), *[child()] * 48) == []
    assert found("2886Q", UNBORN, child(Sex="U"), *[child()] * 47) == told(1, 49)


@pytest.mark.parametrize("gender", ["0", None, "X"])
def test_gender_until_2023_24(found: Found, gender: str | None) -> None:
    children = child(Sex=None, GenderCurrent=gender), *[child(Sex=None, GenderCurrent="1")] * 48
    assert found("2886Q", *children, year=2024) == told(1, 49)
    assert found("2886Q", *children, year=2025) == told(49, 49)


@pytest.mark.parametrize("gender", ["1", "2", "9"])
def test_genders_that_are_answers(found: Found, gender: str) -> None:
    assert found("2886Q", child(Sex=None, GenderCurrent=gender), year=2023) == []


def test_sex_did_not_answer_for_gender(found: Found) -> None:
    assert found("2886Q", child(Sex="F"), year=2024) == told(1, 1)
