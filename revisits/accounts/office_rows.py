"""The office's pages show what the rules show: a role for one area or one case reaches no further there."""

from typing import Any

from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from revisits.accounts.visibility import visible


class Ruled:
    """For a ModelAdmin whose model has a rule (`revisits.accounts.visibility`): the rows that the person may see."""

    model: Any

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # ModelAdmin's, behind this one
        return found.filter(pk__in=visible(request.user, self.model).values("pk"))

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A drop-down offers what the person may see too."""
        kwargs.setdefault("queryset", visible(request.user, db_field.related_model))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # as above
