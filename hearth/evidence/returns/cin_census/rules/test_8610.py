from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def needed(code: str | None, flag: str | None = "0") -> Given:
    return child(episode(PrimaryNeedCode=code, ReferralNFA=flag))


TOLD = [("CINdetails", "ReferralNFA", 1), ("CINdetails", "PrimaryNeedCode", 1)]


def test_taken_forward_without_a_code(found: Found) -> None:
    assert found("8610", child(), needed(None)) == TOLD
    assert found("8610", child(), needed("", flag="false")) == TOLD


def test_taken_forward_with_a_code(found: Found) -> None:
    assert found("8610", needed("N1"), needed("N0", flag="false")) == []


def test_a_code_that_is_none_is_left_to_its_own_rule(found: Found) -> None:
    assert found("8610", needed("N99")) == []


def test_no_further_action_or_not_said(found: Found) -> None:
    assert found("8610", needed(None, flag="1"), needed(None, flag="true"), needed(None, flag=None)) == []
