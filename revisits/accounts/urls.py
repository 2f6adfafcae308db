from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from revisits.accounts.views.sign_in import SignInView

urlpatterns = [
    path("sign-in/", login_not_required(SignInView.as_view()), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
]
