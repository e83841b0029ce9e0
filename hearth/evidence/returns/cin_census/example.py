"""Small returns to try a rule on: only what the case is about is written, the rest is as a good return has it.

`child(episode(CINreferralDate="2025-06-02"), Sex="M")`. A value of None leaves the element out; a list of groups, each a
mapping, is written once each. Names are the census's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

Given = Mapping[str, Any]

_IDENTIFIERS = ("LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate",
                "GenderCurrent", "Sex", "PersonDeathDate")  # fmt: skip
_GROUPS = ("Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM")


def episode(**given: Any) -> Given:
    """Referred, taken forward, open. Groups by their names: `Assessments=[assessment(...)]`."""
    return {
        "CINreferralDate": "2025-06-02", "ReferralSource": "6", "PrimaryNeedCode": "N1", "CINclosureDate": None,
        "ReasonForClosure": None, "DateOfInitialCPC": None, "Assessments": [], "CINPlanDates": [], "Section47": [],
        "ReferralNFA": "0", "ChildProtectionPlans": [], "PreProceedingsandFGDM": [],
    } | given  # fmt: skip


def assessment(*factors: str, **given: Any) -> Given:
    return (
        {
            "AssessmentActualStartDate": "2025-06-03",
            "AssessmentInternalReviewDate": "2025-06-20",
            "AssessmentAuthorisationDate": "2025-07-10",
        }
        | given
        | {"FactorsIdentifiedAtAssessment": [{"AssessmentFactors": each} for each in factors]}
    )


def cin_plan(**given: Any) -> Given:
    return {"CINPlanStartDate": "2025-07-14", "CINPlanEndDate": None} | given


def section_47(**given: Any) -> Given:
    return {"S47ActualStartDate": "2025-06-10", "InitialCPCtarget": "2025-07-01", "DateOfInitialCPC": "2025-06-30",
            "ICPCnotRequired": "0"} | given  # fmt: skip


def protection_plan(*reviews: str | None, **given: Any) -> Given:
    """`reviews` are dates; None is a review group without its date."""
    return {"CPPstartDate": "2025-06-30", "CPPendDate": None, "InitialCategoryOfAbuse": "EMO",
            "LatestCategoryOfAbuse": "EMO", "NumberOfPreviousCPP": "0"} | given | {
                "Reviews": [{"CPPreviewDate": each} for each in reviews]}  # fmt: skip


def child(*episodes: Given, Disabilities: Sequence[str] | None = ("NONE",), **given: Any) -> Given:
    """A boy born in 2016, with one good episode unless others are given."""
    return {
        "LAchildID": "A1", "UPN": "A123456789012", "PersonBirthDate": "2016-02-14", "Sex": "M", "Ethnicity": "WBRI",
    } | given | {"Disabilities": Disabilities, "episodes": episodes or (episode(),)}  # fmt: skip


def nobody_helped(**given: Any) -> Given:
    """A child without any episode."""
    return {**child(**given), "episodes": ()}


def census(*children: Given, year: int = 2026, reference_date: str | None = "", authority: str = "999") -> BytesIO:
    """A file. Children without a number of their own in the case are told apart by their place."""
    day = f"{year}-03-31" if reference_date == "" else reference_date
    head = _element("CollectionDetails", _elements({"Collection": "CIN", "Year": str(year), "ReferenceDate": day}))
    source = _element("Source", _elements({"SourceLevel": "L", "LEA": authority, "SoftwareCode": "example", "Release": "1",
                                           "SerialNo": "001", "DateTime": f"{year}-05-01T09:00:00"}))  # fmt: skip
    body = "".join(_child(each) for each in children)
    whole = _element("Message", _element("Header", head + source) + _element("Children", body))
    return BytesIO(f'<?xml version="1.0" encoding="utf-8"?>\n{whole}'.encode())


def _child(given: Given) -> str:
    identifiers = _elements({name: given.get(name) for name in _IDENTIFIERS})
    disabilities = given["Disabilities"]
    characteristics = _elements({"Ethnicity": given["Ethnicity"]})
    if disabilities is not None:
        characteristics += _element(
            "Disabilities", "".join(_element("Disability", escape(each)) for each in disabilities)
        )
    return _element(
        "Child",
        _element("ChildIdentifiers", identifiers)
        + _element("ChildCharacteristics", characteristics)
        + "".join(_element("CINdetails", _elements(each)) for each in given["episodes"]),
    )


def _elements(given: Given) -> str:
    return "".join(_one(name, value) for name, value in given.items())


def _one(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in {"Reviews", "FactorsIdentifiedAtAssessment"}:  # one group, however many stand in it
        return _element(name, "".join(_elements(each) for each in value)) if value else ""
    if isinstance(value, list | tuple):
        return "".join(_element(name, _elements(each)) for each in value)
    return _element(name, escape(str(value)))


def _element(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>"
