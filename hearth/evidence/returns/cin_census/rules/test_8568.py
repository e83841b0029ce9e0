from hearth.evidence.returns.cin_census.example import child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_missing_or_not_understood(found: Found) -> None:
    for wrong in (None, "", "TRUE", "2", "no"):
        assert found("8568", child(), child(episode(ReferralNFA=wrong))) == [("CINdetails", "ReferralNFA", 1)]


def test_the_four_spellings(found: Found) -> None:
    assert found("8568", *(child(episode(ReferralNFA=each)) for each in ("0", "1", "false", "true"))) == []
