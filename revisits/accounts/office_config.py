"""Django's admin as an application, with our site. A module of its own: an application has one configuration."""

from django.contrib.admin.apps import SimpleAdminConfig


class OfficeConfig(SimpleAdminConfig):
    default_site = "revisits.accounts.office.OfficeSite"

    def ready(self) -> None:
        super().ready()
        self.module.autodiscover()  # type: ignore[union-attr]
        self._leave_out_secrets()

    def _leave_out_secrets(self) -> None:
        """Second factors, sessions and allauth's table of addresses are nothing for the office to see or edit."""
        from django.contrib.admin import site

        for model in [model for model in site._registry if model.__module__.startswith("allauth.")]:
            site.unregister(model)
