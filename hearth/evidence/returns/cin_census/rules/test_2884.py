from hearth.evidence.returns.cin_census.example import child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_the_same_conference_twice(found: Found) -> None:
    enquiries = [section_47(DateOfInitialCPC="2025-06-29"), section_47(DateOfInitialCPC="2025-06-30")]
    assert found("2884", child(), child(episode(DateOfInitialCPC="2025-06-30", Section47=enquiries))) == [
        ("Section47", "DateOfInitialCPC", 1),
        ("CINdetails", "DateOfInitialCPC", 1),
    ]


def test_two_conferences(found: Found) -> None:
    enquiries = [section_47(DateOfInitialCPC="2025-06-29"), section_47(DateOfInitialCPC="2025-07-01")]
    assert found("2884", child(episode(DateOfInitialCPC="2025-06-30", Section47=enquiries))) == []


def test_in_another_episode_of_the_child(found: Found) -> None:
    enquiry = episode(Section47=[section_47(DateOfInitialCPC="2025-06-30")])
    assert found("2884", child(enquiry, episode(DateOfInitialCPC="2025-06-30"))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("2884", child(episode(DateOfInitialCPC=None, Section47=[section_47(DateOfInitialCPC=None)]))) == []
