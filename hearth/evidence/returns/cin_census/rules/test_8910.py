import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def category(code: str | None) -> Given:
    return child(episode(ChildProtectionPlans=[protection_plan(LatestCategoryOfAbuse=code)]))


@pytest.mark.parametrize("code", [None, "", "neg", "NEGLECT", "PHYS"])
def test_has_no_category_or_one_that_is_not_in_the_list(found: Found, code: str | None) -> None:
    assert found("8910", category("NEG"), category(code)) == [("ChildProtectionPlans", "LatestCategoryOfAbuse", 1)]


def test_has_a_category(found: Found) -> None:
    assert found("8910", *map(category, ["NEG", "PHY", "SAB", "EMO", "MUL"]), child()) == []
