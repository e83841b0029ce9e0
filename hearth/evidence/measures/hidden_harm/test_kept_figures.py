import json
from dataclasses import replace
from datetime import date

import pytest

from hearth.evidence.measures.disclosure import SmallNumbers
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm
from hearth.evidence.measures.hidden_harm.kept_figures import as_kept, as_published
from hearth.evidence.measures.hidden_harm.published import publish
from hearth.evidence.measures.hidden_harm.telling import tell

DAY = date(2026, 3, 31)


@pytest.mark.parametrize("reaches", [None, DAY])
@pytest.mark.parametrize("rule", [SmallNumbers(), SmallNumbers(9, rounding=5)])
def test_what_is_kept_is_read_again_as_it_was(council: HiddenHarm, reaches: date | None, rule: SmallNumbers) -> None:
    found = publish(replace(council, reaches=reaches), rule)
    assert found.left_out or None in found.counts.values()
    again = as_published(json.loads(json.dumps(as_kept(found))), found.definition)
    assert again == found
    assert tell(again) == tell(found)
