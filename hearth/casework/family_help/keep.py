"""What the actions of an assessment share: hold it against everybody else, and keep each edition of its own words."""

from __future__ import annotations

from django.db import connection

from hearth.casework.family_help.models import Assessment, Edition
from hearth.casework.family_help.rules import may_write
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


def hold(assessment: Assessment) -> Assessment:
    """The assessment as it is now, held until this act is done, so that two writers come one after the other."""
    return Assessment.objects.select_for_update().get(pk=assessment.pk)


def hold_to_write(assessment: Assessment) -> Assessment:
    held = hold(assessment)
    insist(may_write(is_being_written=held.state == Assessment.State.WRITING))
    return held


def keep_edition(assessment: Assessment, *, by: Worker) -> Edition:
    """What the assessment says from now on, so that the next writing of it loses nothing."""
    return Edition.objects.create(
        assessment=assessment,
        analysis=assessment.analysis,
        decision=assessment.decision,
        decision_because=assessment.decision_because,
        returned_because=assessment.returned_because,
        written_by=by,
    )


def waits_no_longer(assessment: Assessment) -> None:
    """Once it is with no manager, nobody is told any more that it waits for them: whoever else was asked need not look."""
    with connection.cursor() as cursor:
        cursor.execute("select hearth_assessment_waits_no_longer(%s)", [assessment.pk])


def address_of(assessment: Assessment) -> str:
    return f"/families/{assessment.family_id}/see-assessment/?assessment={assessment.pk}"
