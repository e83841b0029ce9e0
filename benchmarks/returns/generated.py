"""A generated CIN census with every module, of any size, written as it is made. Everybody is invented; about one record in
fifty is at fault, as in a real return before it is checked."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

YEAR = 2026
FIRST_DAY, LAST_DAY = date(YEAR - 1, 4, 1), date(YEAR, 3, 31)
FACTORS = ("1B", "1C", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "7A", "16A", "17A", "18C", "19C", "20")
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<Message><Header><CollectionDetails><Collection>CIN</Collection>'
    f"<Year>{YEAR}</Year><ReferenceDate>{LAST_DAY}</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel>"
    "<LEA>999</LEA><SoftwareCode>generated</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo>"
    f"<DateTime>{YEAR}-05-01T09:00:00</DateTime></Source></Header><Children>\n"
)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def write(children: int, path: Path, *, seed: int = 1) -> None:
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as into:
        into.write(_HEAD)
        for number in range(children):
            into.write(_child(number, chance))
        into.write("</Children></Message>\n")


def _child(number: int, chance: random.Random) -> str:
    born = LAST_DAY - timedelta(days=chance.randrange(200, 6200))
    digits = f"{330 + number % 20:03}{number:09}"
    upn = _UPN_LETTERS[sum(int(digit) * place for place, digit in enumerate(digits, 2)) % 23] + digits
    ends = FIRST_DAY + timedelta(days=chance.randrange(0, 330))
    episodes = [_episode(ends - timedelta(days=chance.randrange(60, 400)), ends, chance)] if number % 4 == 0 else []
    begins = (ends if episodes else FIRST_DAY - timedelta(days=200)) + timedelta(days=chance.randrange(1, 30))
    episodes.append(_episode(begins, None, chance))
    return (
        f"<Child>\n<ChildIdentifiers><LAchildID>G{number:08}</LAchildID><UPN>{upn}</UPN>"
        f"<PersonBirthDate>{born}</PersonBirthDate><Sex>{chance.choice('MF')}</Sex></ChildIdentifiers>\n"
        f"<ChildCharacteristics><Ethnicity>{chance.choice(('WBRI', 'APKN', 'BAFR', 'MWBC'))}</Ethnicity>"
        f"<Disabilities><Disability>{'NONE' if number % 8 else 'AUT'}</Disability></Disabilities></ChildCharacteristics>\n"
        f"{''.join(episodes)}</Child>\n"
    )


def _episode(referred: date, closed: date | None, chance: random.Random) -> str:
    is_wrong = chance.random() < 0.02

    def day(after: int) -> date:
        return min(referred + timedelta(days=after), closed or LAST_DAY)

    def weekday(after: int) -> date:
        found = day(after)
        return found - timedelta(days=max(0, found.weekday() - 4))

    factors = "".join(f"<AssessmentFactors>{each}</AssessmentFactors>" for each in chance.sample(FACTORS, 3))
    begun = referred - timedelta(days=5) if is_wrong else day(1)
    conference = weekday(20)
    reviews = "".join(f"<CPPreviewDate>{day(after)}</CPPreviewDate>" for after in (100, 250))
    plan_ends = f"<CPPendDate>{day(300)}</CPPendDate>" if closed else ""
    is_authorised = closed is not None or chance.random() < 0.8
    authorised = f"<AssessmentAuthorisationDate>{day(40)}</AssessmentAuthorisationDate>" if is_authorised else ""
    found = f"<FactorsIdentifiedAtAssessment>{factors}</FactorsIdentifiedAtAssessment>" if is_authorised else ""
    return (
        f"<CINdetails>\n<CINreferralDate>{referred}</CINreferralDate><ReferralSource>6</ReferralSource>"
        "<PrimaryNeedCode>N1</PrimaryNeedCode>\n"
        + (f"<CINclosureDate>{closed}</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>\n" if closed else "")
        + f"<Assessments><AssessmentActualStartDate>{begun}</AssessmentActualStartDate>"
        f"<AssessmentInternalReviewDate>{day(15)}</AssessmentInternalReviewDate>{authorised}{found}</Assessments>\n"
        f"<CINPlanDates><CINPlanStartDate>{day(3)}</CINPlanStartDate><CINPlanEndDate>{conference}</CINPlanEndDate>"
        "</CINPlanDates>\n"
        f"<Section47><S47ActualStartDate>{day(5)}</S47ActualStartDate><InitialCPCtarget>{conference}</InitialCPCtarget>"
        f"<DateOfInitialCPC>{conference}</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>\n"
        f"<ReferralNFA>0</ReferralNFA>\n<ChildProtectionPlans><CPPstartDate>{conference}</CPPstartDate>{plan_ends}"
        "<InitialCategoryOfAbuse>EMO</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>"
        f"<NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews>{reviews}</Reviews></ChildProtectionPlans>\n</CINdetails>\n"
    )
