"""Fills the demo: the content packs and every room's demo data, lowest room first."""

from io import StringIO

from django.core.management import call_command

from accounts import demo as accounts
from governance.bodies import demo as bodies
from governance.conduct import demo as conduct
from governance.expectations import demo as expectations
from governance.instruments import demo as instruments
from governance.leidraad import demo as leidraad
from governance.leidraad.tasks import judge_gates
from governance.pulse import demo as pulse
from governance.signing import demo as signing
from pilots.areas import demo as areas
from pilots.findings import demo as findings
from pilots.goals import demo as goals
from pilots.intake import demo as intake
from pilots.interviews import demo as interviews
from pilots.stakeholders import demo as stakeholders
from toolbox import demo as toolbox
from typology.gearbox import demo as typology


def load() -> None:
    """Load the packs and the demo data of every room; running it twice changes nothing."""
    accounts.load()
    call_command("load_packs", stdout=StringIO())
    lower = (areas, stakeholders, goals, intake, interviews, findings, instruments, leidraad, signing)
    for room in (*lower, typology, bodies, conduct, expectations, pulse, toolbox):
        room.load()
    leidraad.change_after_signing()
    judge_gates()
