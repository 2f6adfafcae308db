"""The public scene, and readers without an account."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.conftest import StandingClock
from tests.public.scene import announced


@pytest.fixture
def cast(db: None, standing_clock: StandingClock) -> Cast:
    return announced()


@pytest.fixture
def reader() -> Client:
    return Client()
