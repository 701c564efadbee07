"""Read a YAML file that people wrote into a pydantic model; errors name file, line and remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

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


def load(path: Path, model: type[Model]) -> Model:
    """The file as `model`.

    Raises FileProblem with the line and the remedy for a missing, unreadable or wrong file.
    """
    tree = load_tree(path)
    try:
        return model.model_validate(_plain(tree))
    except ValidationError as problem:
        raise _first_problem(path, tree, problem, model) from None


def load_tree(path: Path) -> CommentedMap:
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
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise FileProblem(
            path,
            f"this is not valid YAML: {problem.problem or problem.context}.",
            "Check the indentation, the quotes and the colons on this line and the one above it.",
            mark.line + 1 if mark else None,
        ) from None
    except (YAMLError, ValueError) as problem:
        raise FileProblem(
            path, f"this is not valid YAML: {str(problem).splitlines()[0]}."
        ) from None
    if not isinstance(tree, CommentedMap):
        raise FileProblem(path, "expected `key: value` lines, found something else.", line=1)
    return tree


def nearest(word: str, known: Iterable[str]) -> str:
    """`Did you mean "x"?`, or the list of known words when none is near."""
    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return "Known here: " + ", ".join(choices) + "."


def line_of(tree: Any, location: Sequence[int | str]) -> int | None:
    """The line (from 1) of the deepest part of `location` that the tree has."""
    line = None
    node = tree
    for part, following in zip(location, (*location[1:], None), strict=False):
        try:
            if isinstance(node, CommentedMap) and part in node:
                if following in node and following not in _keys(node[part]):
                    continue  # pydantic's name for the member of a union, not a level of the file
                line = node.lc.key(part)[0] + 1
                node = node[part]
            elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
                line = node.lc.item(part)[0] + 1
                node = node[part]
            # other parts are pydantic's own words (a union's tag): skipped
        except (KeyError, AttributeError):
            break
    return line


def _keys(node: Any) -> Any:
    return node if isinstance(node, CommentedMap) else ()


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    if isinstance(node, int):
        return int(node)
    if isinstance(node, float):
        return float(node)
    return str(node)


def _first_problem(
    path: Path, tree: CommentedMap, problem: ValidationError, model: type[BaseModel]
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
