"""Words of django-allauth that our Dutch catalogue says in our own way.

Listed here so that `make messages` keeps them: its own translation greets people with "je", and knows "sign in" where
this site says "log in". English stays what allauth says.
"""

from django.utils.translation import gettext_noop as _

OURS = [
    _("You cannot remove your primary email address."),
    _("You cannot remove your primary email address (%(email)s)."),
    _("The email address and/or password you specified are not correct."),
    _("Please type your current password."),
    _("You cannot add more than %d email addresses."),
    _("Your primary email address must be verified."),
    _("Be patient, you are sending too many requests."),
    _("Too many failed login attempts. Try again later."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("You must type the same password each time."),
    _("You cannot add an email address to an account protected by two-factor authentication."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
    _("Passwordless"),
    _(
        "Enabling passwordless operation allows you to sign in using just this key, "
        "but imposes additional requirements such as biometrics or PIN protection."
    ),
    _(
        "An account already exists with this email address. Please sign in to that account first, "
        "then connect your %s account."
    ),
    _("Your account has no password set up."),
    _("Your account has no verified email address."),
    _("You cannot disconnect your last remaining third-party account."),
    _("This account is currently inactive."),
    _("Successfully signed in as %(name)s."),
    _("You have signed out."),
    _("A sign-in code has been sent to %(recipient)s."),
    _("Confirmation email sent to %(email)s."),
    _("You have confirmed %(email)s."),
    _("Removed email address %(email)s."),
    _("Primary email address set."),
    _("Password successfully set."),
    _("Password successfully changed."),
    _("Unable to confirm %(email)s because it is already confirmed by a different account."),
    _("Signed out of all other sessions."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("A new set of recovery codes has been generated."),
    _("Security key added."),
    _("Security key removed."),
    _("Incorrect code."),
    _("Incorrect password."),
    _("Authenticator code"),
    _("Master key"),
    _("Backup key"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Code"),
]
