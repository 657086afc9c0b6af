"""A sentence in the two languages of the course."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for learners in English and in Simplified Chinese.

    `zh` may be empty: then a reader of Chinese is shown the English sentence rather than nothing.
    """

    en: str
    zh: str = ""

    def in_language(self, language: str) -> str:
        """The sentence in `language` ("en" or "zh")."""
        return self.zh if language == "zh" and self.zh else self.en
