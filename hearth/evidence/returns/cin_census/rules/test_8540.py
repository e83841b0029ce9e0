from hearth.evidence.returns.cin_census.example import child, episode, nobody_helped
from hearth.evidence.returns.cin_census.rules.conftest import Found

NO_ENTRY = [("ChildIdentifiers", "PersonBirthDate", 1), ("CINdetails", "ReferralNFA", 1)]


def test_no_entry(found: Found) -> None:
    assert found("8540", child(), child(Disabilities=None)) == NO_ENTRY
    assert found("8540", child(), child(Disabilities=[])) == NO_ENTRY


def test_an_entry_that_is_no_code_and_not_the_good_ones_beside_it(found: Found) -> None:
    for wrong in ("XX", "none", "0"):
        assert found("8540", child(), child(Disabilities=["HAND", wrong, "LD"])) == [
            ("ChildIdentifiers", "PersonBirthDate", 1),
            ("Disabilities", "Disability", 2),
            ("CINdetails", "ReferralNFA", 1),
        ]


def test_a_blank_entry(found: Found) -> None:
    assert found("8540", child(), child(Disabilities=[""])) == [
        ("ChildIdentifiers", "PersonBirthDate", 1),
        ("Disabilities", "Disability", 1),
        ("CINdetails", "ReferralNFA", 1),
    ]


def test_each_referral_taken_forward_is_told_and_no_other(found: Found) -> None:
    episodes = [episode(ReferralNFA=each) for each in ("1", "0", "false", None)]
    assert found("8540", child(*episodes, Disabilities=None)) == [
        ("ChildIdentifiers", "PersonBirthDate", 0),
        ("CINdetails", "ReferralNFA", 1),
        ("CINdetails", "ReferralNFA", 2),
    ]


def test_entries_by_their_codes(found: Found) -> None:
    assert found("8540", child(), child(Disabilities=["MOB"]), child(Disabilities=["AUT", "DDA"])) == []


def test_a_child_not_yet_born(found: Found) -> None:
    expected = child(PersonBirthDate=None, ExpectedPersonBirthDate="2026-06-01", Disabilities=None)
    assert found("8540", expected) == []


def test_no_referral_taken_forward(found: Found) -> None:
    closed, unknown = episode(ReferralNFA="1"), episode(ReferralNFA=None)
    assert found("8540", child(closed, Disabilities=None), child(unknown, Disabilities=None)) == []
    assert found("8540", nobody_helped(Disabilities=None)) == []
