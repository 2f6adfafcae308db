"""Django's admin as an application, with our site. A module of its own: an application has one configuration."""

from django.contrib.admin.apps import SimpleAdminConfig


class OfficeConfig(SimpleAdminConfig):
    default_site = "revisits.accounts.office.OfficeSite"

    def ready(self) -> None:
        super().ready()
        self.module.autodiscover()  # type: ignore[union-attr]
