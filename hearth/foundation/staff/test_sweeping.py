from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from hearth.conftest import Cast
from hearth.foundation.staff.models import Submission
from hearth.foundation.staff.sweeping import sweep


def test_only_what_is_over_goes(cast: Cast) -> None:
    now = timezone.now()
    kept = Submission.objects.create(token=uuid.uuid4(), worker=cast.dee)
    old = Submission.objects.create(token=uuid.uuid4(), worker=cast.dee)
    Submission.objects.filter(pk=old.pk).update(at=now - timedelta(days=2))
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(hours=1))
    Session.objects.create(session_key="live", session_data="", expire_date=now + timedelta(hours=1))
    assert sweep() == (1, 1)
    assert [each.pk for each in Submission.objects.all()] == [kept.pk]
    assert [each.session_key for each in Session.objects.all()] == ["live"]
