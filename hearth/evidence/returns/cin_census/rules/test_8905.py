import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def category(code: str | None) -> Given:
    return child(episode(ChildProtectionPlans=[protection_plan(InitialCategoryOfAbuse=code)]))


@pytest.mark.parametrize("code", [None, "", "neg", "NEGLECT", "PHYS"])
def test_has_no_category_or_one_that_is_not_in_the_list(found: Found, code: str | None) -> None:
    assert found("8905", category("NEG"), category(code)) == [("ChildProtectionPlans", "InitialCategoryOfAbuse", 1)]


def test_has_a_category(found: Found) -> None:
    assert found("8905", *map(category, ["NEG", "PHY", "SAB", "EMO", "MUL"]), child()) == []
