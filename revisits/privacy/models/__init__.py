from revisits.privacy.models.copy import DataCopy
from revisits.privacy.models.disposal import Disposal, DisposalItem
from revisits.privacy.models.hold import Hold

__all__ = ["DataCopy", "Disposal", "DisposalItem", "Hold"]
