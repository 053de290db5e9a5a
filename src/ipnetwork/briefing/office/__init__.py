"""The briefing as documents of an office: Word, PowerPoint and Excel."""
