from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_missing_or_no_code(found: Found) -> None:
    for wrong in (None, "", "wbri", "XXXX"):
        assert found("4220", child(), child(Ethnicity=wrong), child(Ethnicity="NOBT")) == [
            ("ChildCharacteristics", "Ethnicity", 1)
        ]


def test_a_code(found: Found) -> None:
    assert found("4220", *(child(Ethnicity=each) for each in (" WBRI ", "WIRT", "REFU", "NOBT", "OOTH"))) == []
