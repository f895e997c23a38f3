"""Half-typed text: kept as drafts when the user rests, taken as one batch when they move on."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.labels import title
from ui.schema_words import column_label, field_label, kind_label
from ui.sentences import spoken
from ui.timing import once_after
from workbench.errors import UserError
from workbench.schema import KINDS, Type
from workbench.sentences import inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.forms.bindings import Binding
    from ui.forms.form import NodeForm
    from ui.session import Session
    from workbench.edits import Notice
    from workbench.schema import Field, Value
    from workbench.workspace import Draft

IDLE_MS = 900
Key = tuple[int, str]
"""Node and field."""


class Committer(QObject):
    """Takes what the user typed in any form; made by the page, one for all forms of all pages.

    A field is *dirty* while its widget holds something that is not taken; *unfinished* is text that
    could not be taken, kept for when its node is shown again; *kept* are the drafts on disk. Where two
    pages show a node, one form owns what is typed in a field; once it is left, the other shows it too.
    ``typing`` tells when the first field becomes dirty and when the last no longer is; ``edited`` is sent
    for every letter.
    """

    typing = Signal(bool)
    edited = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._dirty: dict[Key, tuple[NodeForm, Binding]] = {}
        self._unfinished: dict[Key, str] = {}
        self._kept: dict[Key, str] = {}
        self._forms: list[NodeForm] = []
        self._was_typing = False
        self._idle = once_after(self, IDLE_MS, self.keep_drafts)
        session.take_part(self)
        session.closed.connect(self.on_closed)
        session.changed.connect(self.on_changed)

    @property
    def forms(self) -> list[NodeForm]:
        """The forms that show a node, on whichever page."""
        return list(self._forms)

    @property
    def is_typing(self) -> bool:
        """Whether something is typed that is not taken yet."""
        return bool(self._dirty)

    @property
    def refused(self) -> str:
        """What was typed, left and could not be taken: "Due of Action"; "" where there is nothing."""
        for node, field in self._unfinished:
            if node in self._nodes():
                workspace = self._session.workspace
                name = _label(workspace.tree[node].kind, field)
                return self.tr("{0} of {1}").format(name, title(workspace.tree, workspace.numbers, node))
        return ""

    def values(self) -> dict[Key, Value]:
        """Return what is typed and not taken yet, as far as it means a value."""
        found: dict[Key, Value] = {}
        for key, (_, binding) in self._dirty.items():
            with contextlib.suppress(UserError):
                found[key] = binding.field.clean(binding.read())
        return found

    def watch(self, form: NodeForm) -> None:
        """Take what is typed in a form from now on."""
        form.edited.connect(self.on_edited)
        form.finished.connect(self.on_finished)

    def shown(self, form: NodeForm) -> None:
        """Note what a form shows, and put back what was typed there before and could not be taken."""
        if form not in self._forms:
            self._forms.append(form)
        for name, binding in form.bindings.items():
            text = self._unfinished.get((form.node, name))
            if text is not None and self._put_back(form, binding, text):
                self._take([(form, binding)])

    def settle(self) -> bool:
        """Take everything typed as one batch; what means no value, or the disk refuses, is kept as a draft.

        Return whether all of it is on disk, one way or the other.
        """
        self._idle.stop()
        if self._session.writable:
            self._settle()
            self._take([pair for key, pair in self._dirty.items() if self._is_waiting(key, pair[1])])
            self.keep_drafts()
        return all(self._kept.get(key) == text for key, text in self._typed().items())

    def keep_drafts(self) -> None:
        """Write what is typed beside the document, in case the program stops."""
        for key, text in self._typed().items():
            self.keep(key, text)

    # What is typed elsewhere than in a form ------------------------------------------------------

    def keep(self, key: Key, text: str) -> None:
        """Write what is typed in a field beside the document, unless it is there."""
        if self._session.writable and self._kept.get(key) != text:
            self._keep(key, text)

    def leave(self, key: Key, text: str) -> None:
        """Remember what was typed and could not be taken, as if it had been typed in a form."""
        self._unfinished[key] = text
        self.keep(key, text)
        for form in self._forms:
            if form.node == key[0] and key[1] in form.bindings:
                self._put_back(form, form.bindings[key[1]], text)
        self._tell(anew=True)

    def left(self, key: Key) -> str | None:
        """Return what was typed before and could not be taken, None where there is nothing."""
        return self._unfinished.get(key)

    def drop(self, key: Key) -> None:
        """Forget what was typed and left: it was taken after all, or given up."""
        owner = self._dirty.get(key)
        if key in self._unfinished and owner is not None:
            self.accepted(*owner)
        was_left = self._unfinished.pop(key, None) is not None
        self._drop(key)
        if was_left:
            self._tell(anew=True)

    def take_over(self, draft: Draft) -> None:
        """Know of a draft that an earlier run left on disk."""
        self._kept[draft.node, draft.field] = draft.text

    # Forms ---------------------------------------------------------------------------------------

    def forget(self, form: NodeForm) -> None:
        """Let go of a form that will show another node; what it has not given up is remembered."""
        for key, (owner, binding) in list(self._dirty.items()):
            if owner is form:
                del self._dirty[key]
                text = binding.draft()
                if binding.is_dirty and text is not None and key[0] in self._nodes():
                    self._unfinished[key] = text
                    self._hand_on(form, binding, text)
        if form in self._forms:
            self._forms.remove(form)
        self._tell()

    def accepted(self, form: NodeForm, binding: Binding) -> None:
        """Show a field's taken value wherever the field is shown, and forget its draft."""
        key = form.node, binding.field.name
        binding.accept(self._session.workspace.tree[form.node].fields[binding.field.name])
        form.show_error(binding.field.name, None)
        self._take_back(form, binding)
        self._dirty.pop(key, None)
        self._unfinished.pop(key, None)
        self._drop(key)
        self._tell()

    def revert_typing(self, binding: Binding | None) -> bool:
        """Take back typing in a field that is being changed; False where there is none."""
        return binding is not None and binding.is_dirty and binding.undo_typing()

    def give_up(self) -> bool:
        """Show the stored values again where what is typed means none; False where all means one."""
        left = [pair for key, pair in self._dirty.items() if key in self._unfinished]
        refused = [(form, binding) for form, binding in left if not _means_a_value(binding)]
        for form, binding in refused:
            self.accepted(form, binding)
        return bool(refused)

    def on_edited(self, form: NodeForm, binding: Binding) -> None:
        """Note that something is typed, and keep it as a draft after a rest."""
        key = form.node, binding.field.name
        owner = self._dirty.get(key)
        if owner is not None and owner[0] is not form and key not in self._unfinished:
            self._take([owner])  # it was not left yet: the window had lost the focus meanwhile
        if binding.is_dirty:
            self._dirty[key] = form, binding
            self._idle.start()
        elif self._dirty.pop(key, None):
            form.show_error(binding.field.name, None)
            self._take_back(form, binding)
            self._unfinished.pop(key, None)
            self._drop(key)
        self._tell()
        self.edited.emit()

    def on_finished(self, form: NodeForm, binding: Binding) -> None:
        """Take one field's value."""
        if self._session.writable and form.node in self._nodes():
            self._take([(form, binding)])

    def on_closed(self) -> None:
        """Forget everything of the workspace that is closed; its drafts stay with it."""
        self._idle.stop()
        for memory in (self._dirty, self._unfinished, self._kept):
            memory.clear()
        self._tell()

    def on_changed(self, notice: Notice) -> None:
        """Forget what was typed into nodes that are gone."""
        removed = set(notice.removed)
        for key in [key for key in (*self._dirty, *self._unfinished) if key[0] in removed]:
            self._dirty.pop(key, None)
            self._unfinished.pop(key, None)
            self._drop(key)
        self._tell()

    def _twins(self, form: NodeForm, binding: Binding) -> list[tuple[NodeForm, Binding]]:
        """Return the same field in the forms of other pages that show its node."""
        name = binding.field.name
        return [
            (other, other.bindings[name])
            for other in self._forms
            if other is not form and other.node == form.node
        ]

    def _hand_on(self, form: NodeForm, binding: Binding, text: str, error: str | None = None) -> None:
        """Show text that was not taken wherever its field is shown; one of those forms owns it then."""
        for other, twin in self._twins(form, binding):
            if not twin.is_dirty or twin.draft() != text:
                twin.restore(text)
            if error is not None:
                other.show_error(binding.field.name, error)
            self._dirty.setdefault((form.node, binding.field.name), (other, twin))

    def _take_back(self, form: NodeForm, binding: Binding) -> None:
        """Show the stored value again in the other forms that show what could not be taken."""
        if (form.node, binding.field.name) in self._unfinished:
            value = self._session.workspace.tree[form.node].fields[binding.field.name]
            for other, twin in self._twins(form, binding):
                twin.accept(value)
                other.show_error(binding.field.name, None)

    def _settle(self) -> None:
        for form in self._forms:
            for binding in form.bindings.values():
                binding.settle()

    def _typed(self) -> dict[Key, str]:
        """Return everything typed that is not taken, in this form or another."""
        typed = dict(self._unfinished)
        for key, (_, binding) in self._dirty.items():
            text = binding.draft()
            if binding.is_dirty and text is not None:
                typed[key] = text
        return typed

    def _nodes(self) -> Any:
        return self._session.workspace.tree.nodes if self._session.is_open else {}

    def _take(self, pairs: list[tuple[NodeForm, Binding]]) -> None:
        good = [(form, binding, value) for form, binding in pairs for value in self._values(form, binding)]
        if not good:
            return
        from ui.units import set_and_follow  # needed with the first edit only

        try:
            with self._session.edit(self._label(good), source=self) as editor:
                for form, binding, value in good:
                    set_and_follow(editor, form.node, binding.field.name, value)
        except UserError as error:
            for form, binding, _ in good:
                self._leave(form, binding)
            self._session.refuse(error)
            return
        for form, binding, _ in good:
            self.accepted(form, binding)

    def _values(self, form: NodeForm, binding: Binding) -> Iterable[object]:
        """Return the value of a field as the only item, or nothing after saying what is wrong."""
        try:
            return [binding.field.clean(binding.read())]
        except UserError as error:
            form.show_error(binding.field.name, spoken(error.sentence))
            self._leave(form, binding, spoken(error.sentence))
            return []

    def _leave(self, form: NodeForm, binding: Binding, error: str | None = None) -> None:
        """Remember what could not be taken, and show it wherever its field is shown.

        A mere choice that the disk refuses is not remembered: the stored one is shown again.
        """
        key, text = (form.node, binding.field.name), binding.draft()
        if text is None and error is None:
            binding.load(self._session.workspace.tree[form.node].fields[binding.field.name])
        if text is None:
            return
        self._unfinished[key] = text
        self._dirty[key] = form, binding
        self.keep(key, text)
        self._hand_on(form, binding, text, error)
        self._tell(anew=True)

    def _put_back(self, form: NodeForm, binding: Binding, text: str) -> bool:
        """Show text that was left in a field again; False where the field takes none."""
        if binding.draft() is None:
            return False
        binding.restore(text)
        self._dirty[form.node, binding.field.name] = form, binding
        return True

    def _is_waiting(self, key: Key, binding: Binding) -> bool:
        """Whether there is something in a field to take, or to try once more."""
        return key[0] in self._nodes() and (binding.is_dirty or key in self._unfinished)

    def _label(self, taken: list[tuple[NodeForm, Binding, object]]) -> str:
        workspace = self._session.workspace
        nodes = {form.node for form, _, _ in taken}
        name = title(workspace.tree, workspace.numbers, taken[0][0].node)
        form, binding, value = taken[0]
        if len(taken) == 1 and field_label(binding.field) != kind_label(form.kind):
            return self._about_field(name, binding.field, value)
        if len(nodes) == 1:
            return self.tr("{0}: edited").format(name)
        return self.tr("{0}: edited with what belongs to it").format(name)

    def _about_field(self, name: str, field: Field, value: object) -> str:
        label = inside(field_label(field))
        if field.type is Type.BOOLEAN:
            return (self.tr("{0}: {1}") if value else self.tr("{0}: not {1}")).format(name, label)
        return self.tr("{0}: {1} edited").format(name, label)

    def _keep(self, key: Key, text: str) -> None:
        try:
            self._session.workspace.keep_draft(*key, text)
            self._kept[key] = text
        except UserError as error:
            self._session.refuse(error)

    def _drop(self, key: Key) -> None:
        if self._kept.pop(key, None) is None:
            return
        try:
            self._session.workspace.drop_draft(*key)
        except UserError as error:
            self._session.refuse(error)

    def _tell(self, *, anew: bool = False) -> None:
        """Tell whether something is typed, where that has changed; ``anew`` where what is refused has."""
        if anew or self.is_typing != self._was_typing:
            self._was_typing = self.is_typing
            self.typing.emit(self._was_typing)


def _means_a_value(binding: Binding) -> bool:
    try:
        binding.field.clean(binding.read())
    except UserError:
        return False
    return True


def _label(kind: str, name: str) -> str:
    """Return the label of a field, or of a column of the grid that has no field yet."""
    field = KINDS[kind].fields.get(name)
    if field is None:
        from workbench.rows import COLUMNS  # the grid brought it already

        return column_label(COLUMNS[name])
    return field_label(field)
