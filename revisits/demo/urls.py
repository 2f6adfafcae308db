from django.urls import path

from revisits.demo import views

urlpatterns = [
    path("demo/", views.page, name="demo"),
    path("demo/sign-in/", views.sign_in, name="demo-sign-in"),
    path("demo/clock/", views.move_clock, name="demo-clock"),
]
