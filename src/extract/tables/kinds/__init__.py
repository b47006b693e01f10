"""Whether a logical table has one row per study (or per intervention), and why."""

from __future__ import annotations

from extract.tables.kinds.judging import judge_table
from extract.tables.kinds.verdict import TableVerdict
from extract.tables.kinds.wording import FIELDS_OF_STUDIES, IDENTITY

__all__ = ["FIELDS_OF_STUDIES", "IDENTITY", "TableVerdict", "judge_table"]
