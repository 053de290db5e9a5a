"""Read collective and open names in each defensible way, and show what the choice changes."""

from ipnetwork.readings.choices import CHOICES, under_reading
from ipnetwork.readings.comparison import ReadingComparison, compare_readings, reading_graphs

__all__ = ["CHOICES", "ReadingComparison", "compare_readings", "reading_graphs", "under_reading"]
