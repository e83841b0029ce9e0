"""The invented council's return, as its data officer gives it twice: first with faults in it, then with some of them mended."""

from __future__ import annotations

from hearth.evidence.returns.cin_census.example import Given, assessment, census, child, episode

_DISABILITIES = ("AUT", "BEH", "CON", "HAND", "HEAR", "INC", "LD", "MOB")


def a_return(*, is_mended: bool) -> bytes:
    died = episode(CINclosureDate="2025-08-01", ReasonForClosure="RC2")
    unfinished = assessment(
        *(["3A", "4B"] if is_mended else []), AssessmentAuthorisationDate="2025-07-10" if is_mended else None
    )
    late = assessment(AssessmentActualStartDate="2025-09-02", AssessmentAuthorisationDate=None)
    return census(
        *(_in_need(number) for number in range(1, 25)),
        _told("H0000031", Sex="F" if is_mended else "X"),
        _told("H0000032", Sex="X"),
        _told("H0000033", episode(CINclosureDate="2025-11-14", ReasonForClosure="RC8", Assessments=[unfinished])),
        _told("H0000034", died),
        _told("H0000035", episode(CINreferralDate="2025-09-01", Assessments=[late])),
    ).getvalue()


def _in_need(number: int) -> Given:
    month = 4 + number % 5
    assessed = assessment(
        *(("3A", "4B"), ("3B", "1C", "2C"), ("4C",), ("2B",))[number % 4],
        AssessmentActualStartDate=f"2025-{month:02}-2{number % 9}",
        AssessmentAuthorisationDate=f"2025-{month + 1:02}-1{number % 9}",
    )
    return _told(
        f"H{number:07}",
        episode(CINreferralDate=f"2025-{month:02}-1{number % 9}", Assessments=[assessed]),
        Sex="MF"[number % 2],
        PersonBirthDate=f"{2012 + number % 8}-0{1 + number % 9}-12",
        Disabilities=[_DISABILITIES[number % 8], *(["COMM"] if number % 8 == 0 else [])],
    )


def _told(number: str, *episodes: Given, **given: object) -> Given:
    return child(*episodes, **({"LAchildID": number, "UPN": None, "UPNunknown": "UN2"} | given))
