"""Addresses of this room: Dutch paths of our own for each allauth page we open; the others do not exist.

allauth finds its pages by the names below, so those keep its spelling and have no namespace.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts import views

own: list[URLPattern | URLResolver] = [
    path("", views.profile, name="profile"),
    path("dagelijks-overzicht/uitzetten/<str:token>/", views.digest_off, name="digest-off"),
    path("inzagelog/", views.view_log, name="view-log"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "accounts"))),
    path("inloggen/", account.login, name="account_login"),
    path("inloggen/code/", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/bevestigen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("aanmelden/", account.signup, name="account_signup"),  # says that it is closed
    path("uitloggen/", account.logout, name="account_logout"),
    path("niet-actief/", account.account_inactive, name="account_inactive"),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("bevestigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bevestigen/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("e-mail/", account.email, name="account_email"),
    path("e-mail/verstuurd/", account.email_verification_sent, name="account_email_verification_sent"),
    path("e-mail/bevestigen/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("wachtwoord/wijzigen/", account.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "wachtwoord/nieuw/gelukt/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(  # allauth fills in its key as one piece: user, hyphen, token
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("tweede-stap/", mfa.index, name="mfa_index"),
    path("tweede-stap/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-stap/app/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tweede-stap/herstelcodes/nieuw/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tweede-stap/herstelcodes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("tweede-stap/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("tweede-stap/passkeys/nieuw/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/verwijderen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("sessies/", sessions.list_usersessions, name="usersessions_list"),
    path("koppelingen/", social.connections, name="socialaccount_connections"),
    path("koppelingen/aanmelden/", social.signup, name="socialaccount_signup"),
    path("koppelingen/geannuleerd/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("koppelingen/mislukt/", login_not_required(social.login_error), name="socialaccount_login_error"),
    path("sso/<slug:provider_id>/inloggen/", views.single_sign_on, name="openid_connect_login"),
    path("sso/<slug:provider_id>/terug/", oidc.callback, name="openid_connect_callback"),
]
