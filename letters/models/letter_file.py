"""What a worker rendered from an issued letter."""

from django.db import models

from inspections.models.triggers import append_only
from letters.models.letter import Letter
from letters.rendering.formats import LetterFormat


class LetterFile(models.Model):
    """The bytes of one format with their SHA-256; rendered once, then frozen."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="files")
    format = models.CharField(max_length=20, choices=[(item.value, item.value) for item in LetterFormat])
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    rendered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "format"], name="letter_file_once")]
        triggers = append_only("letter_file")

    def __str__(self) -> str:
        return f"{self.letter}, {self.format}"
