from django.db import migrations

from hearth.foundation.staff.second_wall import wall

# The front door sees every contact but a restricted one; a partner what it sent; a family's workers their family's.
CONTACT = (
    "id in (select hearth_records()) or family_id in (select hearth_records())"
    " or ((select hearth_at_front_door()) and not hearth_restricted(id))"
)
OF_CONTACT = "exists (select 1 from frontdoor_contact c where c.id = contact_id)"
# What the front door thinks and asks is not for the partner who referred.
INNER = (
    "exists (select 1 from frontdoor_contact c where c.id = contact_id"
    " and ((select hearth_at_front_door()) or c.family_id in (select hearth_records())))"
)


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0001_begin"), ("family_help", "0002_second_wall")]

    operations = [
        wall("frontdoor_contact", CONTACT),
        # An agency that is asked sees its own question, and the people it is asked about.
        wall("frontdoor_check", f"team_id in (select hearth_teams()) or ({INNER})"),
        wall(
            "frontdoor_persontold",
            f"{OF_CONTACT} or exists (select 1 from frontdoor_check k where k.contact_id = frontdoor_persontold.contact_id"
            " and k.team_id in (select hearth_teams()) and frontdoor_persontold.id = any(k.about))",
            writes=OF_CONTACT,
        ),
        wall("frontdoor_rating", INNER),
        wall("frontdoor_analysis", INNER),
        wall("frontdoor_saidofmatch", "exists (select 1 from frontdoor_persontold t where t.id = told_id)"),
        wall("frontdoor_attachment", OF_CONTACT),
        wall("frontdoor_opened", INNER),
    ]
