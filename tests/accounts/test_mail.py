"""Mail about accounts: nothing waits for SMTP, nothing is lost, and nothing can be read on the way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from revisits.accounts import mail
from revisits.accounts.models import AccountMail
from tests.smtp import smtp_server
