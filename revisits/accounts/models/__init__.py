from revisits.accounts.models.demo_clock import DemoClock
from revisits.accounts.models.invitation import Invitation
from revisits.accounts.models.membership import Membership
from revisits.accounts.models.organisation import Organisation
from revisits.accounts.models.user import User

__all__ = ["DemoClock", "Invitation", "Membership", "Organisation", "User"]
