"""The working-day clock of a re-visit: pure functions of the dates and holidays that are passed in.

Nothing here knows Django, reads a clock or stores anything. `working_days` counts, `schedule` proposes the
events of a re-visit, `clocks` holds the other deadlines, `explain` says how a date came about, `warnings`
what to look at.
"""
