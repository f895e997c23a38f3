"""Which text is typed in, and which are seen: the editor, and whose text it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ui.forms.form import NodeForm
    from ui.forms.page import Page
    from ui.text.editor import MarkupEdit
    from workbench.schema import Field


class Text(NamedTuple):
    """A text that can be typed in: its editor, the form it belongs to and the field it is of."""

    editor: MarkupEdit
    form: NodeForm
    field: Field


def focused_text(page: Page) -> Text | None:
    """Return the text with the focus on a page, None where it has none."""
    focused = page.active.focused_text()
    return Text(focused[2], focused[0], focused[1].field) if focused else None


def texts_on(page: Page) -> list[Text]:
    """Return the texts of a page from top to bottom, those of fields that are hidden left out."""
    return [
        Text(binding.text_editor, panel.form, binding.field)
        for panel in page.panels
        for binding in panel.form.bindings.values()
        if binding.text_editor is not None and not binding.container.isHidden()
    ]
