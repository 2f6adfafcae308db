"""Getting in and staying in. The pages are allauth's views in our words; what is not named here does not exist.

allauth finds its own pages by the names account_* and mfa_*.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.conf import settings
from django.urls import path, re_path, reverse_lazy

from revisits.accounts.views import accepting, invitations, office, organisations, people, sign_in, you
from revisits.accounts.views.second_factor import SecondFactorView

FACTORS = reverse_lazy("mfa_index")
WHOM_TO_ASK = {"support_email": settings.SUPPORT_EMAIL}

urlpatterns = [
    path("sign-in/", sign_in.SignInView.as_view(), name="sign-in"),
    path("sign-in/", sign_in.SignInView.as_view(), name="account_login"),
    path(
        "sign-in/code/",
        factors.AuthenticateView.as_view(template_name="account/code.html", extra_context=WHOM_TO_ASK),
        name="mfa_authenticate",
    ),
    path("sign-in/passkey/", passkey.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("left/", sign_in.left, name="left"),
    path(
        "sign-in/forgotten/",
        account.PasswordResetView.as_view(template_name="account/forgotten.html"),
        name="account_reset_password",
    ),
    path(
        "sign-in/forgotten/sent/",
        account.PasswordResetDoneView.as_view(template_name="account/forgotten_sent.html"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^sign-in/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(
            template_name="account/reset.html", success_url=reverse_lazy("sign-in")
        ),
        name="account_reset_password_from_key",
    ),
    path("invitations/<str:token>/accept/", accepting.invitation, name="invitation"),
    path("you/", you.you, name="you"),
    path("you/stay/", you.stay, name="stay-signed-in"),
    path("you/sessions/end-others/", you.end_others, name="end-other-sessions"),
    path("you/sessions/<int:pk>/end/", you.end_session, name="end-session"),
    path("you/password/", you.PasswordView.as_view(), name="account_change_password"),
    path(
        "you/confirm/",
        account.ReauthenticateView.as_view(template_name="account/confirm.html"),
        name="account_reauthenticate",
    ),
    path(
        "you/confirm/code/",
        factors.ReauthenticateView.as_view(template_name="account/confirm.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "you/confirm/passkey/",
        passkey.ReauthenticateWebAuthnView.as_view(template_name="account/confirm_passkey.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "you/second-factor/",
        SecondFactorView.as_view(),
        name="mfa_index",
    ),
    path(
        "you/second-factor/app/",
        app.ActivateTOTPView.as_view(template_name="account/app_add.html"),
        name="mfa_activate_totp",
    ),
    path(
        "you/second-factor/app/remove/",
        app.DeactivateTOTPView.as_view(template_name="account/app_remove.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "you/second-factor/passkey/",
        passkey.AddWebAuthnView.as_view(template_name="account/passkey_add.html"),
        name="mfa_add_webauthn",
    ),
    path(
        "you/second-factor/passkey/<int:pk>/remove/",
        passkey.RemoveWebAuthnView.as_view(template_name="account/passkey_remove.html", success_url=FACTORS),
        name="mfa_remove_webauthn",
    ),
    path(
        "you/second-factor/recovery-codes/",
        codes.ViewRecoveryCodesView.as_view(template_name="account/recovery_codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "you/second-factor/recovery-codes/new/",
        codes.GenerateRecoveryCodesView.as_view(template_name="account/recovery_codes_new.html"),
        name="mfa_generate_recovery_codes",
    ),
    path("people/<int:pk>/second-factor/", office.reset, name="reset-second-factor"),
    path("people/", people.person_list, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/invitations/", invitations.invitation_list, name="invitations"),
    path("people/invitations/<int:pk>/resend/", invitations.resend, name="invitation-resend"),
    path("people/invitations/<int:pk>/revoke/", invitations.revoke, name="invitation-revoke"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/roles/new/", people.appoint, name="person-appoint"),
    path("people/<int:pk>/roles/<int:membership>/end/", people.end_role, name="person-end-role"),
    path("people/<int:pk>/close/", people.close, name="person-close"),
    path("people/<int:pk>/reopen/", people.reopen, name="person-reopen"),
    path("people/organisations/", organisations.organisation_list, name="organisations"),
    path("people/organisations/new/", organisations.add, name="organisation-add"),
    path("people/organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("people/organisations/<int:pk>/successor/", organisations.succession, name="organisation-successor"),
    path("people/organisations/<int:pk>/move/", organisations.move, name="organisation-move"),
    path("people/roles/", organisations.role_matrix, name="roles"),
]
