"""A CIN census file, read as it streams: header, children and everything wrong, one item at a time.

Memory holds one child and one chunk of the file. Nothing in the file is trusted: no DOCTYPE, no entities, no network,
sizes by `Limits`. What is *absent* is no problem here (the census rules ask for it), except the LAchildID without which
a child cannot be kept, and a missing Header. Nor is a child who comes twice: whoever keeps the children will notice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, BinaryIO, TypeAlias

from lxml import etree

from hearth.evidence.returns.cin_census.feed import Feed, Limits, UnreadableReturn, holds_entities
from hearth.evidence.returns.cin_census.records import Child, Header, Problem, RefusedChild, Severity
from hearth.evidence.returns.cin_census.values import ABSENT, Kind, Value

Item: TypeAlias = Header | Child | RefusedChild | Problem
Fault: TypeAlias = tuple[int | None, str, str | None, str, Severity]

DEFAULT_LIMITS = Limits()
SHOWN_CHARACTERS = 100
FAULTS_AT_ONCE = 10_000
SUB_ELEMENTS = "There are elements inside, where a plain value belongs. They were left out."
TWICE = "This item is here a second time. The first was kept, this one left out."
STRAY = "Text stands between the elements, where none belongs. It was left out."
TWO_YEARS = "The Year and the ReferenceDate are of two years. One of them is wrong."
UNKNOWN = "This element is not known here. It and what it holds were left out."


def read(source: str | os.PathLike[str] | BinaryIO, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Item]:
    """Items in document order, each child followed by the problems found in it.

    A child without LAchildID comes as RefusedChild, its problem among those that follow. Raises UnreadableReturn,
    perhaps after some items; opens and closes the file if given a path, and leaves a stream open.
    """
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as stream:
            yield from _items(stream, limits)
    else:
        yield from _items(source, limits)


def _items(stream: BinaryIO, limits: Limits) -> Iterator[Item]:
    feed = Feed(stream, limits)
    context = etree.iterparse(
        feed,
        events=("start", "end"),
        tag=("{*}Message", "{*}Header", "{*}Children", "{*}Child"),
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root: Any = None
    group: Any = None
    groups = headers = children = 0
    while True:
        try:
            event, element = next(context)
        except StopIteration:
            break
        except etree.XMLSyntaxError as error:
            raise _unreadable(error, context, feed) from None
        if root is None:
            root = _checked_root(element)
            reading = _Reading(etree.QName(root).namespace, limits)
            if feed.encoding_mended:
                reading.fault(1, "Message", "utf-16", "The file says it is UTF-16 and is not. Read as UTF-8.", "note")
                yield from reading.problems()
        if event == "start":
            if element.tag in reading.children_tags and element.getparent() is root:
                group = element
                groups += 1
                if groups == 2:
                    reading.fault(line_of(element), "Message.Children", None, "Children is here twice.", "query")
                del root[: reading.message(root, until=element)]
                yield from reading.problems()
            continue
        parent = element.getparent()
        if group is not None and parent is group:
            if element.tag not in reading.child_tags:
                continue
            children += 1
            if children > limits.children:
                raise UnreadableReturn(
                    "too large",
                    f"The file holds more than {limits.children:,} children.",
                    "Check that it is one authority's census for one year, or have the limit raised.",
                    line_of(element),
                )
            feed.child_ended()
            del group[: reading.told(group, until=element)]
            yield from reading.child(element)
            continue
        elif element is group:
            reading.stray_text(group.text, line_of(group), "Message.Children")
            reading.told(group, until=None)
        elif element is root:
            reading.message(root, until=None)
        elif parent is root and element.tag in reading.header_tags:
            headers += 1
            if headers == 1:
                yield reading.header(element)
            else:
                reading.fault(line_of(element), "Message.Header", None, TWICE, "error")
        yield from reading.problems()
    if root is None:
        _checked_root(context.root)
        raise UnreadableReturn("no children", "Nothing in the file is a CIN census.", "Check which file this is.")
    if groups == 0:
        raise UnreadableReturn(
            "no children",
            "The file has no Children part.",
            "It may be another return, or only its header: give the whole CIN census file.",
        )
    if headers == 0:
        reading.fault(None, "Message.Header", None, "There is no Header, so year and authority are unknown.", "error")
    if children == 0:
        reading.fault(None, "Message.Children", None, "There is not one child in the file.", "error")
    yield from reading.problems()


def _checked_root(element: Any) -> Any:
    root = element.getroottree().getroot()
    if etree.QName(root).localname != "Message":
        raise UnreadableReturn(
            "wrong root",
            "This is XML but not a CIN census: the outermost element is not Message.",
            "Check that you chose the CIN census file, not another export.",
            line_of(root),
        )
    if root.getroottree().docinfo.internalDTD is not None:
        raise holds_entities(None)
    return root


def _unreadable(error: etree.XMLSyntaxError, context: Any, feed: Feed) -> UnreadableReturn:
    """The parser's own words may quote the file, so none of them are used."""
    undeclared = [entry for entry in context.error_log if entry.type == etree.ErrorTypes.ERR_UNDECLARED_ENTITY]
    if undeclared:
        return holds_entities(undeclared[0].line or None)
    line, faults = error.lineno or None, {entry.type for entry in context.error_log}
    if feed.ended and not feed.is_whole:
        return UnreadableReturn(
            "cut off", "The file is cut off before its end.", "Copy or download it again, whole.", line
        )
    if etree.ErrorTypes.ERR_RESOURCE_LIMIT in faults:
        return UnreadableReturn(
            "too large",
            "Elements stand inside one another more deeply here, or one value is longer, than in any census.",
            "Check that this is a CIN census file, and have it made again.",
            line,
        )
    if faults & _ENCODING:
        return UnreadableReturn(
            "not XML",
            "A character here is not written in the encoding that the file names (UTF-8 where it names none).",
            "Have the file made again, or save it as UTF-8.",
            line,
        )
    return UnreadableReturn(
        "not XML",
        "The XML is broken here, so nothing after it can be read.",
        "Have the file made again; if it was changed by hand, look at the tags on this line.",
        line,
    )


_ENCODING = {etree.ErrorTypes.ERR_INVALID_ENCODING, etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING}

BIG_LINE = 65_535


def line_of(element: Any) -> int:
    """The line on which an element begins, also beyond 65,535.

    There the parser stores no line for elements and gives that of the nearest text, which lies after its own line
    breaks; they are counted back. A few steps find a text in any real file; the bound keeps a hostile one linear.
    """
    line: int = element.sourceline
    if line < BIG_LINE:
        return line
    for _ in range(8):
        if element.text is not None:
            return int(element.sourceline) - str(element.text).count("\n")
        if len(element):
            element = element[0]
        elif element.tail is not None:
            return int(element.sourceline) - str(element.tail).count("\n")
        elif (following := element.getnext()) is not None:
            element = following
        else:
            break
    return line


def _line_after(element: Any) -> int:
    """The line on which an element ends."""
    breaks = 0
    while len(element):
        element = element[-1]
        breaks += (element.tail or "").count("\n")
    return line_of(element) + (element.text or "").count("\n") + breaks


VALUE, ITEM, RECORD, GROUP = range(4)


class _Layout:
    """How one class of record is filled, for elements with the file's namespace or with none.

    `places[tag]` is (operation, index among the values, kind, label for problems, inner); inner is a layout for ITEM
    and RECORD, and for GROUP (an element whose items belong to the record around it) the pair (places, (index, layout)
    of the item that stands for an empty group).
    """

    def __init__(self, record: Any, namespaces: tuple[str, ...]) -> None:
        self.record = record
        self.count = 0
        declared = [each for each in fields(record) if "at" in each.metadata]
        self.width = len(declared)
        self.many = tuple(index for index, each in enumerate(declared) if "record" in each.metadata)
        # After the values stands one mark for each group: whether it has been seen.
        self.blank: list[Any] = [() if index in self.many else ABSENT for index in range(self.width)]
        self.places: dict[str, Any] = {}
        groups = {"": self.places}
        for index, each in enumerate(declared):
            *way, name = each.metadata["at"].split("/")
            item = _Layout(each.metadata["record"], namespaces) if index in self.many else None
            places = self.places
            for depth, group in enumerate(way):
                path = "/".join(way[: depth + 1])
                if path not in groups:
                    groups[path] = {}
                    lone = (index, item) if item and each.metadata["even_when_empty"] else None
                    place: Any = (GROUP, len(self.blank), None, f"{record.TABLE}.{group}", (groups[path], lone))
                    places.update({namespace + group: place for namespace in namespaces})
                    self.blank.append(False)
                places = groups[path]
            if item is None:
                table = way[0] if way and record is Child else record.TABLE
                place = (VALUE, index, each.metadata["kind"], f"{table}.{name}", None)
            elif "." in item.places:
                place = (ITEM, index, item.places["."][2], f"{item.record.TABLE}.{name}", item)
            else:
                place = (RECORD, index, None, f"{record.TABLE}.{name}", item)
            # The item's own text has no tag: "." is found above and never in a file.
            places.update({namespace + name: place for namespace in (namespaces if name != "." else ("",))})


class _Reading:
    """One pass over one file: its namespace, its running positions, and the problems not yet told."""

    def __init__(self, namespace: str | None, limits: Limits) -> None:
        namespaces = (f"{{{namespace}}}", "") if namespace else ("",)
        self.child_tags, self.children_tags, self.header_tags = (
            {prefix + name for prefix in namespaces} for name in ("Child", "Children", "Header")
        )
        self._child = _Layout(Child, namespaces)
        self._header = _Layout(Header, namespaces)
        self._longest = limits.text_characters
        self._faults: list[Fault] = []
        self._noted: set[str] = set()

    def fault(self, line: int | None, field: str, value: str | None, message: str, severity: Severity) -> None:
        if value is not None and len(value) > SHOWN_CHARACTERS:
            value = value[:SHOWN_CHARACTERS] + "…"
        if len(self._faults) >= FAULTS_AT_ONCE:
            raise UnreadableReturn(
                "too many problems",
                f"More than {FAULTS_AT_ONCE:,} problems stand between two children.",
                "Check that this is a CIN census file.",
                line,
            )
        self._faults.append((line, field, value, message, severity))

    def problems(self, child: str | None = None) -> list[Item]:
        """Those found since the last call."""
        found, self._faults = self._faults, []
        return [Problem(line, child, field, value, says, how) for line, field, value, says, how in found]

    def header(self, element: Any) -> Header:
        header: Header = self._record(element, self._header)
        if header.years_differ:
            for part in element.iter():
                name = etree.QName(part).localname
                if name in {"Year", "ReferenceDate"}:
                    self.fault(line_of(part), f"Header.{name}", part.text, TWO_YEARS, "query")
        return header

    def child(self, element: Any) -> list[Item]:
        before = self.problems()
        child: Child = self._record(element, self._child)
        name = child.la_child_id.parsed
        kept: list[Item] = [*before, child]
        if name is None:
            says = "The child has no LAchildID and cannot be kept."
            refusal = Problem(child.line, None, "ChildIdentifiers.LAchildID", child.la_child_id.raw, says, "error")
            kept = [*before, RefusedChild(child, refusal), refusal]
        if self._faults:
            kept += self.problems(name)
        self._notes(child)
        return kept + self.problems() if self._faults else kept

    def told(self, group: Any, until: Any) -> int:
        """Tell what stands between the last child and this one (or the end); how many elements that was."""
        passed = 0
        for part in group:
            if part is until:
                break
            if part.tag not in self.child_tags:
                self._unknown(part, "Message.Children")
            self._stray_tail(part, "Message.Children")
            passed += 1
        return passed

    def message(self, root: Any, until: Any) -> int:
        """Tell what stands in Message beside the Header and the Children, since the last were told and before these (or
        the end); how many elements that was."""
        self.stray_text(root.text, line_of(root), "Message")
        root.text = None
        passed = 0
        for part in root:
            if part is until:
                break
            if part.tag not in self.header_tags and part.tag not in self.children_tags:
                self._unknown(part, "Message")
            self._stray_tail(part, "Message")
            passed += 1
        return passed

    def stray_text(self, text: str | None, line: int, where: str) -> None:
        if text is not None and not text.isspace():
            leading = text[: len(text) - len(text.lstrip())]
            self.fault(line + leading.count("\n"), where, text.strip(), STRAY, "query")

    def _stray_tail(self, part: Any, where: str) -> None:
        tail = part.tail
        if tail is not None and not tail.isspace():
            self.stray_text(tail, _line_after(part), where)

    def _unknown(self, part: Any, where: str) -> None:
        text = part.text.strip() if part.text else None
        self.fault(line_of(part), f"{where}.{etree.QName(part).localname}", text or None, UNKNOWN, "query")

    def _notes(self, child: Child) -> None:
        if child.gender_current.raw is not None and "gender" not in self._noted:
            self._noted.add("gender")
            says = (
                "The file gives GenderCurrent, which Sex replaced from 2024-25: 1 is read as M, 2 as F, 0 and 9 as U."
            )
            self.fault(child.line, "ChildIdentifiers.GenderCurrent", None, says, "note")
        if "pre-proceedings" not in self._noted:
            lines = [each.line for episode in child.episodes for each in episode.pre_proceedings]
            if lines:
                self._noted.add("pre-proceedings")
                says = "Pre-proceedings are read as one sample file shows them; the DfE's guide is not confirmed."
                self.fault(lines[0], "CINdetails.PreProceedingsandFGDM", None, says, "note")

    def _record(self, element: Any, layout: _Layout) -> Any:
        line = element.sourceline
        if line >= BIG_LINE:
            line = line_of(element)
        position = layout.count
        layout.count = position + 1
        values = layout.blank.copy()
        self._fill(element, layout.places, values, layout)
        for index in layout.many:
            if values[index]:
                values[index] = tuple(values[index])
        if len(values) > layout.width:
            del values[layout.width :]
        return layout.record(line, position, *values)

    def _fill(self, element: Any, places: dict[str, Any], values: list[Any], layout: _Layout) -> None:
        text = element.text
        if text is not None and not text.isspace():
            self.stray_text(text, line_of(element), etree.QName(element).localname)
        for part in element:
            tail = part.tail
            if tail is not None and not tail.isspace():
                self._stray_tail(part, etree.QName(element).localname)
            place = places.get(part.tag)
            if place is None:
                self._unknown(part, etree.QName(element).localname)
                continue
            operation, index, kind, label, inner = place
            if operation == VALUE:
                value = kind.known.get(part.text)
                if value is None or len(part):
                    value = self._value(part, kind, label)
                if values[index] is ABSENT:
                    values[index] = value
                else:
                    self.fault(line_of(part), label, part.text, TWICE, "error")
            elif operation == ITEM:
                value = kind.known.get(part.text)
                if value is None or len(part):
                    value = self._value(part, kind, label)
                line = part.sourceline
                if line >= BIG_LINE:
                    line = line_of(part)
                self._append(values, index, inner.record(line, inner.count, value))
                inner.count += 1
            elif operation == RECORD:
                self._append(values, index, self._record(part, inner))
            else:
                self._group(part, index, label, inner, values, layout)

    def _group(self, part: Any, index: int, label: str, inner: Any, values: list[Any], layout: _Layout) -> None:
        if values[index]:
            self.fault(line_of(part), label, None, "This group is here a second time. Both were read.", "query")
        values[index] = True
        places, lone = inner
        if lone is None:
            self._fill(part, places, values, layout)
            return
        many, item = lone
        before = len(values[many])
        self._fill(part, places, values, layout)
        if len(values[many]) == before:
            self._append(values, many, item.record(line_of(part), item.count, ABSENT))
            item.count += 1

    @staticmethod
    def _append(values: list[Any], index: int, item: Any) -> None:
        if values[index]:
            values[index].append(item)
        else:
            values[index] = [item]

    def _value(self, part: Any, kind: Kind[Any], label: str) -> Value[Any]:
        raw: str = part.text or ""
        if len(part):
            self.fault(line_of(part), label, raw.strip() or None, SUB_ELEMENTS, "error")
            for inner in part:
                self._stray_tail(inner, label)
        if len(raw) > self._longest:
            says = f"This is longer than {self._longest:,} characters. It was cut and is not used."
            self.fault(line_of(part), label, raw, says, "error")
            return Value(raw[: self._longest], None)
        try:
            return kind.understood(raw)
        except ValueError as wrong:
            self.fault(line_of(part), label, raw, str(wrong), "error")
            return Value(raw, None)
