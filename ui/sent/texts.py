"""The texts of e-mails to units: ours, or what the user made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.tracking.letter import Purpose, Template, known_language, template_from, usual_template

if TYPE_CHECKING:
    from ui.settings import Settings


class MailTexts:
    """Keeps the user's own text for each purpose and language among the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def text(self, purpose: Purpose, language: str | None) -> Template:
        """Return the user's own text, else the usual one."""
        return self._own(purpose, language) or usual_template(language, purpose)

    def reminder(self, language: str | None) -> Template:
        """Return the text of a reminder."""
        return self.text("reminder", language)

    def keep(self, purpose: Purpose, language: str | None, template: Template) -> None:
        """Use this text from now on; the usual one is not kept, so that it follows the program."""
        is_usual = template == usual_template(language, purpose)
        self._settings.keep_text(_key(purpose, language), None if is_usual else template.text)

    def _own(self, purpose: Purpose, language: str | None) -> Template | None:
        text = self._settings.text_of(_key(purpose, language))
        try:
            return template_from(text, purpose) if text else None
        except UserError:
            return None  # changed by hand, or a placeholder of another version


def _key(purpose: Purpose, language: str | None) -> str:
    return f"mail/{purpose}-{known_language(language)}"
