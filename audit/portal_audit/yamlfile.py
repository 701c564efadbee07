"""Read a YAML file that people wrote into a pydantic model; errors name file, line and remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from portal_audit.errors import FileProblem

Model = TypeVar("Model", bound=BaseModel)

PLAIN = {
    "tuple_type": "must be a list: each entry on its own line, with a dash.",
    "dict_type": "must be `key: value` lines.",
    "model_type": "must be `key: value` lines.",
    "string_type": "must be text. Put it in quotes.",
    "bool_type": "must be true or false.",
    "bool_parsing": "must be true or false.",
    "int_type": "must be a whole number.",
    "int_parsing": "must be a whole number.",
    "float_type": "must be a number.",
    "float_parsing": "must be a number.",
    "too_short": "is empty. Name at least one.",
    "string_pattern_mismatch": "may have only small letters, digits and hyphens.",
}
"""What pydantic's kinds of error are in the words of whoever wrote the file."""

MAX_BYTES = 1_000_000
"""No portal or scenario file comes near this; a larger one is not what was meant."""


MAX_NODES = 200_000
MAX_DEPTH = 50
"""Aliases may repeat a part of the file, but not until the memory is full."""

# libyaml reads our word lists ten times faster than Python does; both know where everything stands.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Parser):  # type: ignore[misc]
    """Scalars as in YAML 1.2: `on`, `off`, `no`, dates and times of day are the text they are."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]{1,18}", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first
    )


class Tree(dict[str, Any]):
    """What a file says, and where: `line_of` knows the lines."""

    def __init__(self, values: dict[str, Any], node: MappingNode) -> None:
        super().__init__(values)
        self.node = node


def load(path: Path, model: type[Model]) -> Model:
    """The file as `model`.

    Raises FileProblem with the line and the remedy for a missing, unreadable or wrong file.
    """
    return fit(path, load_tree(path), model)


def fit(path: Path, tree: Tree, model: type[Model]) -> Model:
    """What the file at `path` says as `model`. Raises FileProblem with the line and the remedy."""
    try:
        return model.model_validate(dict(tree))
    except ValidationError as problem:
        raise _first_problem(path, tree, problem, model) from None


def load_tree(path: Path) -> Tree:
    """The file as a mapping that knows its line numbers. Raises FileProblem."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileProblem(path, "this file is too large to be a portal or scenario file.")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FileProblem(path, "there is no such file.", _similar_files(path)) from None
    except IsADirectoryError:
        raise FileProblem(path, "this is a folder, not a file.") from None
    except UnicodeDecodeError:
        raise FileProblem(path, "this file is not UTF-8 text.", "Save it as UTF-8.") from None
    except OSError as problem:
        raise FileProblem(path, f"cannot be read: {problem.strerror}.") from None
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise FileProblem(
            path,
            f"this is not valid YAML: {problem.problem or problem.context}.",
            "Check the indentation, the quotes and the colons on this line and the one above it.",
            mark.line + 1 if mark else None,
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        first = (str(problem).splitlines() or ["it is nested too deeply"])[0]
        raise FileProblem(path, f"this is not valid YAML: {first}.") from None
    if not isinstance(root, MappingNode):
        raise FileProblem(path, "expected `key: value` lines, found something else.", line=1)
    return Tree(_Values(path).of(root), root)


class _Values:
    """Turns nodes into plain values."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 0

    def of(self, node: Node, depth: int = 0) -> Any:
        self._count += 1
        if self._count > MAX_NODES or depth > MAX_DEPTH:
            raise FileProblem(self._path, "this file repeats itself without end.", line=_line(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, SequenceNode):
            return [self.of(item, depth + 1) for item in node.value]
        assert isinstance(node, ScalarNode)
        kind = node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return node.value.casefold() == "true"
        if kind == "int":
            return int(node.value)
        return float(node.value) if kind == "float" else node.value

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise FileProblem(self._path, "a key must be a word.", line=_line(key_node))
            if key_node.value in values:
                raise FileProblem(
                    self._path,
                    f'the key "{key_node.value}" is there twice.',
                    "Keep one of them.",
                    _line(key_node),
                )
            values[key_node.value] = self.of(value_node, depth + 1)
        return values


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def nearest(word: str, known: Iterable[str]) -> str:
    """`Did you mean "x"?`, or the list of known words when none is near."""
    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return "Known here: " + ", ".join(choices) + "."


def line_of(tree: Tree, location: Sequence[int | str]) -> int | None:
    """The line (from 1) of the deepest part of `location` that the tree has."""
    line = None
    node: Node = tree.node
    for part, following in zip(location, (*location[1:], None), strict=False):
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value != part:
                    continue
                if following in _keys(node) and following not in _keys(value):
                    break  # pydantic's name for the member of a union, not a level of the file
                line, node = _line(key), value
                break
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = _line(node)
        # other parts are pydantic's own words (a union's tag): skipped
    return line


def _keys(node: Node) -> list[str]:
    return [key.value for key, _ in node.value] if isinstance(node, MappingNode) else []


def _first_problem(
    path: Path, tree: Tree, problem: ValidationError, model: type[BaseModel]
) -> FileProblem:
    errors = problem.errors(include_url=False, include_input=False)
    # An unknown key explains most other complaints: it is usually a key mistyped.
    first = next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])
    location = first["loc"]
    line = line_of(tree, location)
    key = next((str(part) for part in reversed(location) if isinstance(part, str)), "")
    if first["type"] == "extra_forbidden":
        known = _known_keys(model, location[:-1])
        return FileProblem(path, f'unknown key "{key}".', nearest(key, known), line)
    if first["type"] == "missing":
        where = f" in {_dotted(location[:-1])}" if len(location) > 1 else ""
        return FileProblem(path, f'the key "{key}" is missing{where}.', "Add it.", line or 1)
    message = PLAIN.get(first["type"], first["msg"].removeprefix("Value error, "))
    if first["type"] == "literal_error":
        message = f"must be one of {first['ctx']['expected']}."
    return FileProblem(path, f"{_dotted(location)}: {message}", line=line)


def _dotted(location: Sequence[int | str]) -> str:
    words = ""
    for part in location:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else str(part)
    return words or "the file"


def _known_keys(model: type[BaseModel], location: Sequence[int | str]) -> set[str]:
    """Keys that the model's schema allows at `location`."""
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    node: dict[str, Any] = schema
    for part in location:
        node = _resolve(node, definitions)
        if isinstance(part, int):
            node = node.get("items", node)
        elif part in node.get("properties", {}):
            node = node["properties"][part]
        else:
            # pydantic names the member of a union it took: the one that requires this key
            members = [_resolve(m, definitions) for m in node.get("oneOf", ())]
            node = next((m for m in members if part in m.get("properties", {})), node)
    return set(_resolve(node, definitions).get("properties", {}))


def _resolve(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """`node` with references followed, and the object of an "object or null" taken."""
    while "$ref" in node or "anyOf" in node:
        if "$ref" in node:
            node = definitions[node["$ref"].rsplit("/", 1)[1]]
        else:
            node = next((o for o in node["anyOf"] if "$ref" in o or "properties" in o), {})
    return node


def _similar_files(path: Path) -> str:
    try:
        siblings = [p.name for p in path.parent.glob("*.y*ml")]
    except OSError:
        return ""
    return nearest(path.name, siblings) if siblings else ""
