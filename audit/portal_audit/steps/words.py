"""Names for things: what scenarios call `{appointments}` and a portal calls "Visits"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal_audit import yamlfile
from portal_audit.errors import FileProblem

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Placeholder -> names, best first. A name between slashes is a pattern: `/\\d+:\\d\\d/`."""

    table: Mapping[str, tuple[str, ...]]

    def names(self, words: str) -> tuple[str, ...]:
        """Every way to say `words` with its `{placeholders}` replaced, best first."""
        keys = PLACEHOLDER.findall(words)
        if not keys:
            return (words,)
        if words == "{" + keys[0] + "}":
            return self.table[keys[0]]
        said = []
        for choice in itertools.islice(itertools.product(*(self.table[k] for k in keys)), 40):
            text = words
            for key, name in zip(keys, choice, strict=True):
                text = text.replace("{" + key + "}", name)
            said.append(text)
        return tuple(said)

    def spoken(self, words: str) -> str:
        """The best name, readable: a pattern is shown by its placeholder's own words."""
        best = self.names(words)[0]
        if best.startswith("/") and best.endswith("/"):
            return PLACEHOLDER.sub(lambda m: m[1].replace("_", " "), words)
        return best

    def patterns(self, words: str, *, exact: bool) -> tuple[re.Pattern[str], ...]:
        """`names` as patterns: the whole name (`exact`) or whole words within it."""
        return tuple(as_pattern(name, exact=exact) for name in self.names(words))

    def unknown(self, words: str) -> str | None:
        """The first placeholder in `words` that has no names; None when all have."""
        return next((key for key in PLACEHOLDER.findall(words) if key not in self.table), None)

    def with_portal(self, words: Mapping[str, tuple[str, ...]]) -> Vocabulary:
        """This vocabulary with the portal's own words before the common ones."""
        merged = dict(self.table)
        for key, names in words.items():
            common = tuple(name for name in merged.get(key, ()) if name not in names)
            merged[key] = tuple(names) + common
        return Vocabulary(merged)


def as_pattern(name: str, *, exact: bool) -> re.Pattern[str]:
    """`name` as a case-insensitive pattern that forgives white space and a trailing mark."""
    if len(name) > 2 and name.startswith("/") and name.endswith("/"):
        return re.compile(_for_selectors(name[1:-1]), re.IGNORECASE)
    body = _for_selectors(r"\s+".join(re.escape(word) for word in name.split()))
    if exact:
        return re.compile(rf"^\s*{body}\s*[:*]*\s*$", re.IGNORECASE)
    start = r"\b" if name[:1].isalnum() else ""
    end = r"\b" if name[-1:].isalnum() else ""
    return re.compile(f"{start}{body}{end}", re.IGNORECASE)


def _for_selectors(pattern: str) -> str:
    """Playwright writes patterns between slashes: one inside must not end them."""
    return re.sub(r"(?<!\\)/", r"\/", pattern)


def load_vocabulary(path: Path) -> Vocabulary:
    """The shipped table of portal words. Raises FileProblem."""
    tree = yamlfile.load_tree(path)
    table: dict[str, tuple[str, ...]] = {}
    for key, names in tree.items():
        line = yamlfile.line_of(tree, [key])
        if isinstance(names, str):
            names = [names]
        if not isinstance(names, list) or not names:
            raise FileProblem(path, f'"{key}" needs a name or a list of names.', line=line)
        table[str(key)] = tuple(str(name) for name in names)
        for name in table[str(key)]:
            try:
                as_pattern(name, exact=False)
            except re.error as problem:
                raise FileProblem(
                    path, f'"{name}" is not a valid pattern: {problem}.', line=line
                ) from None
    return Vocabulary(table)
