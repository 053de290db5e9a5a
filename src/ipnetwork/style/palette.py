"""The colours of the figures, told apart by readers with any colour vision and in a grey print."""

# Blue and orange after Okabe and Ito (2008), the blue darkened so that the two differ by 30 steps of lightness (L*).
LEAD_COLOR = "#00518A"
PARTICIPANT_COLOR = "#E17C05"
NEUTRAL_COLOR = "#A6A6A6"
INK = "#222222"
FAINT = "#8A8A8A"
PALE = "#D9E8F2"  # a cell that is filled, but not with what matters most
GRID = "#DDDDDD"

# Groups are many and colours few: wherever one of these is used, the group's number is written beside it.
GROUP_COLORS = ("#00518A", "#E17C05", "#007A5E", "#B0609A", "#56A4D8", "#8C6D00", "#B03A2E", "#6B6B6B")
