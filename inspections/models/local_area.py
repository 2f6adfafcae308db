"""Local areas: an authority with its health partners, its forum and its school terms."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from revisits.accounts.models import Organisation
from revisits.record.triggers import recorded


class LocalArea(models.Model):
    """A local authority with its health partners and schools; about 150 in England."""

    class Region(models.TextChoices):
        EAST_MIDLANDS = "East Midlands", "East Midlands"
        EAST_OF_ENGLAND = "East of England", "East of England"
        LONDON = "London", "London"
        NORTH_EAST = "North East, Yorkshire and the Humber", "North East, Yorkshire and the Humber"
        NORTH_WEST = "North West", "North West"
        SOUTH_EAST = "South East", "South East"
        SOUTH_WEST = "South West", "South West"
        WEST_MIDLANDS = "West Midlands", "West Midlands"

    name = models.CharField(max_length=100)
    code = models.CharField(
        "ONS code", max_length=9, null=True, blank=True, unique=True, help_text="For example E10000012."
    )
    region = models.CharField(max_length=40, choices=Region, blank=True)
    website = models.CharField(max_length=200, blank=True, help_text="As printed in the letter to parents.")
    authority = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="areas_as_authority",
        limit_choices_to={"kind": Organisation.Kind.LOCAL_AUTHORITY},
    )
    forum = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="areas_as_forum",
        limit_choices_to={"kind": Organisation.Kind.FORUM},
    )
    health_bodies = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="areas_as_health_body",
        limit_choices_to={"kind": Organisation.Kind.HEALTH},
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="local_area_name_unique"),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"^E\d{8}$"), name="local_area_code_is_ons"
            ),
        ]
        # Lists by area walk the areas in this order and stop when the page is full.
        indexes = [models.Index(fields=["name"])]
        triggers = recorded(area="{x}.id")

    def __str__(self) -> str:
        return self.name


class AreaHealthBody(LocalArea.health_bodies.through):  # type: ignore[misc,name-defined]
    """A health body's part in an area; it is here so that the record knows of it."""

    class Meta:
        proxy = True
        verbose_name = "health body of the area"
        triggers = recorded(area="{x}.localarea_id")

    def __str__(self) -> str:
        return f"{self.organisation} in {self.localarea}"


class SchoolHoliday(models.Model):
    """Days on which the area's schools are closed: a re-visit or survey in them reaches fewer families."""

    area = models.ForeignKey(LocalArea, models.CASCADE, related_name="school_holidays")
    name = models.CharField(max_length=80)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="school_holiday_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["area", "first_day"], name="school_holiday_once"),
        ]
        triggers = recorded(area="{x}.area_id")

    def __str__(self) -> str:
        return f"{self.name} in {self.area}"
