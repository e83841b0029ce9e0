from hearth.evidence.returns.cin_census.example import child, episode, nobody_helped
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_no_episode(found: Found) -> None:
    assert found("8590", child(), nobody_helped(), child(episode(), episode())) == [
        ("ChildIdentifiers", "LAchildID", 1)
    ]


def test_no_episode_and_no_number(found: Found) -> None:
    assert found("8590", nobody_helped(LAchildID=None)) == [("ChildIdentifiers", "LAchildID", 0)]


def test_an_episode_with_nothing_in_it_is_one(found: Found) -> None:
    assert found("8590", child(episode(CINreferralDate=None, ReferralSource=None, ReferralNFA=None))) == []
