"""What the triggers of every app are made of."""

import pgtrigger


def update_of(*columns: str) -> pgtrigger.Operation:
    """An update that names one of these columns."""
    # pgtrigger gives its arguments no types.
    operation: pgtrigger.Operation = pgtrigger.UpdateOf(*columns)  # type: ignore[no-untyped-call]
    return operation
