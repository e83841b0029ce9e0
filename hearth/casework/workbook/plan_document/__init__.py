"""The plan on a page: one page of A4, tagged for screen readers, made for one named person."""

from hearth.casework.workbook.plan_document.document import letters_it_cannot_print, make_pdf
from hearth.casework.workbook.plan_document.plan import Contact, PlanOnAPage, PlanScale, PlanTooLong, Step, TooLong

__all__ = [
    "Contact",
    "PlanOnAPage",
    "PlanScale",
    "PlanTooLong",
    "Step",
    "TooLong",
    "letters_it_cannot_print",
    "make_pdf",
]
