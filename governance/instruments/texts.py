"""Reasons in words, in the active language."""

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from governance.instruments import budget, duties, mix
from governance.instruments.enums import Clarity


def missing(reason: duties.Missing) -> str:
    """Say what has to be known before an obligation is clear."""
    return {
        duties.Missing.DUTY: _("whether it is an effort or a result"),
        duties.Missing.BASIS: _("the legal basis"),
        duties.Missing.AIM: _("whether the system has to be repaired"),
        duties.Missing.WEIGHING: _("whether a socio-economic weighing may take place"),
        duties.Missing.LEVELS: _("what may be weighed"),
        duties.Missing.ACCOUNTABLE: _("who is accountable"),
        duties.Missing.REVIEW: _("a review by somebody with legal knowledge"),
        duties.Missing.OPEN_QUESTION: _("the answer to an open question"),
    }[reason]


def clarity(judgement: duties.Judgement) -> str:
    """Say in a sentence why an obligation is as clear as it is; "" when there is nothing to say."""
    if judgement.clarity == Clarity.LAPSED:
        day = date_format(judgement.lapsed_on, "j F Y") if judgement.lapsed_on else ""
        return _("It was valid until %(day)s. Check what holds now.") % {"day": day}
    if not judgement.missing:
        return "" if judgement.clarity == Clarity.CLEAR else _("Nobody has described the obligation yet.")
    return _("Still missing: %(things)s.") % {"things": ", ".join(map(missing, judgement.missing))}


def instrument_remark(remark: mix.Remark) -> str:
    """Say in a sentence what asks for attention about the instruments of a goal."""
    sentence = {
        mix.Flag.NO_MEASURE: _("No measure serves this goal yet."),
        mix.Flag.NO_INSTRUMENT: _("No instrument was chosen for “%(measure)s”."),
        mix.Flag.VOLUNTARY_ONLY: _(
            "This goal rests on voluntary instruments only, and nothing was agreed for when that is not enough."
        ),
        mix.Flag.ENDS_TOO_EARLY: _("“%(instrument)s” ends before “%(measure)s” is ready."),
        mix.Flag.NOT_AVAILABLE: _("“%(instrument)s” is closed, and “%(measure)s” depends on it."),
        mix.Flag.NOT_CHECKED: _("Nobody checked “%(instrument)s” for a year."),
    }[remark.flag]
    return sentence % {"measure": remark.measure, "instrument": remark.instrument}


def budget_remark(remark: budget.Remark) -> str:
    """Say in a sentence what asks for attention about the budget."""
    sentence = {
        budget.Flag.MEASURE_WITHOUT_COSTS: _("“%(about)s” has no costs yet."),
        budget.Flag.YEAR_WITHOUT_COSTS: _("“%(about)s” runs in %(number)s, but has no costs in that year."),
        budget.Flag.NO_PROCESS_MONEY: _(
            "There are no costs of the process itself: guidance of the process and of owners, and monitoring."
        ),
        budget.Flag.SHARE_TOO_LARGE: _("“%(about)s” gives more than the %(number)s%% of the costs it may cover."),
        budget.Flag.MORE_THAN_NEEDED: _(
            "In %(number)s there is more money than costs. It does not count for other years."
        ),
    }[remark.flag]
    return sentence % {"about": remark.about, "number": remark.number}


def euro(amount: int) -> str:
    """Write whole euros as the reader does."""
    return f"€ {number_format(amount, force_grouping=True)}"
