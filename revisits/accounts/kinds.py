"""The kinds of bodies whose people work on a re-visit."""

from django.db import models


class Kind(models.TextChoices):
    """Health bodies are CCGs until June 2022 and ICBs since."""

    OFSTED = "ofsted", "Ofsted"
    CQC = "cqc", "Care Quality Commission"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    HEALTH = "health", "Health body (CCG or ICB)"
    FORUM = "forum", "Parent carer forum"
    DFE = "dfe", "Department for Education"
    NHSE = "nhse", "NHS England"
