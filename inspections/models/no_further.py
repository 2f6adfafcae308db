"""No further re-visit unless directed (G29): kept by PostgreSQL for whoever writes, by `inspections.after` in words."""

import pgtrigger

from revisits.triggers import update_of

# Other re-visits of the statement that were or will be made. Published outcomes are loaded as they come, whatever
# else is on file, and stand in the way of what follows them alone.
_OTHERS = """(
    SELECT count(*) FROM inspections_revisit r
    WHERE r.wsoa_id = NEW.wsoa_id AND r.id IS DISTINCT FROM NEW.id AND r.state <> 'cancelled'
    AND (NOT r.historical OR r.first_day < NEW.first_day)
)"""
# Each direction that asks for a re-visit, and was not corrected, is good for one.
_DIRECTED = """(
    SELECT count(*) FROM inspections_nextstep s JOIN inspections_revisit r ON r.id = s.revisit_id
    WHERE r.wsoa_id = NEW.wsoa_id AND s.asks_revisit
    AND NOT EXISTS (SELECT 1 FROM inspections_nextstep c WHERE c.corrects_id = s.id)
)"""

NO_FURTHER_REVISIT = pgtrigger.Trigger(
    name="no_further_revisit",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | update_of("wsoa_id", "first_day", "historical"),
    # The statement's row first: of two at once, the second sees the first.
    func=f"""
    IF NEW.historical OR NEW.state = 'cancelled' THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.wsoa_id = OLD.wsoa_id AND NEW.first_day = OLD.first_day AND NOT OLD.historical THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM 1 FROM inspections_wsoa WHERE id = NEW.wsoa_id FOR NO KEY UPDATE;
    IF {_OTHERS} > {_DIRECTED} THEN
        RAISE EXCEPTION 'No further re-visit unless a direction that asks for one is recorded (G29)'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""",
)
