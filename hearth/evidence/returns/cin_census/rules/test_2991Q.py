from hearth.evidence.returns.cin_census.example import assessment, child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_an_enquiry_without_an_assessment(found: Found) -> None:
    assert found("2991Q", child(), child(episode(Section47=[section_47(), section_47()]))) == [
        ("Section47", "LAchildID", 0),
        ("Section47", "LAchildID", 1),
    ]


def test_an_enquiry_with_an_assessment(found: Found) -> None:
    assert found("2991Q", child(episode(Section47=[section_47()], Assessments=[assessment()]))) == []


def test_an_assessment_of_another_episode(found: Found) -> None:
    enquiry = episode(Section47=[section_47()])
    assert found("2991Q", child(enquiry, episode(Assessments=[assessment()]))) == [("Section47", "LAchildID", 0)]


def test_neither(found: Found) -> None:
    assert found("2991Q", child(), child(episode(Assessments=[assessment()]))) == []


def test_a_blank_record_is_a_record(found: Found) -> None:
    blank = section_47(S47ActualStartDate=None, InitialCPCtarget=None, DateOfInitialCPC=None, ICPCnotRequired=None)
    assert found("2991Q", child(episode(Section47=[blank]))) == [("Section47", "LAchildID", 0)]
