"""Mail to signers without an account, and the daily check that nothing was tampered with."""

from celery import shared_task

from governance.signing import actions
from governance.signing.pages import letters_to_send, verify


@shared_task
def send_letters() -> None:
    """Mail who without an account has something new to sign; running it twice mails once a day."""
    for mandate, signers in letters_to_send():
        actions.send_letter(mandate=mandate, signers=signers)


@shared_task
def verify_signatures() -> int:
    """Recompute all signatures and mail the admins when something is wrong. Returns the number of faults."""
    faults = [str(fault) for fault in verify().faults]
    if faults:
        actions.warn_admins(faults=faults)
    return len(faults)
