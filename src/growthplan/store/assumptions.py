"""Reading assumptions: those of the package, and a plan's own laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from growthplan.plan import read_document, schema_faults
from growthplan.vocabulary import Assumption, Fault, GrowthplanError

Assumptions = Mapping[str, Assumption]
"""Assumptions by id, in the order of their ids."""

_LAYOUT = ", ".join(name for name, field in Assumption.model_fields.items() if field.is_required())
_SIZE_LIMIT = 10 * 1024**2


def assumptions_folder() -> Path:
    """Folder of the assumptions that come with the package, one file each."""
    return Path(str(files("growthplan") / "assumptions"))


@cache
def packaged_assumptions() -> Assumptions:
    """The assumptions that come with the package."""
    return MappingProxyType(_read(assumptions_folder()))


def read_assumptions(folder: Path | None = None) -> Assumptions:
    """The package's assumptions with those of a plan's own folder laid over them.

    An entry of the folder takes the place of the package's entry of the same id, whole, or is
    added. Without a folder they are the package's. Raises GrowthplanError with every fault of
    every file.
    """
    if folder is None or not folder.exists():
        return packaged_assumptions()
    both = {**packaged_assumptions(), **_read(folder)}
    return MappingProxyType(dict(sorted(both.items())))


def assumptions_in(texts: Mapping[str, bytes]) -> tuple[dict[str, Assumption], list[Fault]]:
    """The assumptions in files, by id, with every fault in the order of the files.

    `texts` maps each file's name, as the user typed it, to its bytes. Each file holds one
    assumption and is named after its id. Never raises for what is in the files.
    """
    found: dict[str, Assumption] = {}
    where: dict[str, str] = {}
    faults: list[Fault] = []
    for file, data in texts.items():
        one, refused = _one(file, data)
        faults += refused
        if one is None:
            continue
        if one.id in found:
            message = f"the assumption '{one.id}' is given twice; it is already in {where[one.id]}."
            faults.append(
                Fault(message, file, 1, 1, "Keep one of the two.", code="assumption-twice")
            )
            continue
        found[one.id], where[one.id] = one, file
    return dict(sorted(found.items())), faults


def _read(folder: Path) -> dict[str, Assumption]:
    found, faults = assumptions_in(_texts(folder))
    if faults:
        raise GrowthplanError(faults)
    return found


def _texts(folder: Path) -> dict[str, bytes]:
    """The YAML files of a folder and of the folders in it."""
    if not folder.is_dir():
        fix = "Make it a folder with one file for each assumption."
        raise GrowthplanError(
            Fault("this is not a folder.", str(folder), fix=fix, code="assumption-folder")
        )
    texts: dict[str, bytes] = {}
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.casefold() not in (".yaml", ".yml") or not path.is_file():
            continue
        try:
            with path.open("rb") as stream:
                texts[str(path)] = stream.read(_SIZE_LIMIT + 1)
        except OSError as error:
            message = f"the file can't be read: {error.strerror}"
            faults.append(Fault(message, str(path), code="assumption-file"))
    if faults:
        raise GrowthplanError(faults)
    return texts


def _one(file: str, data: bytes) -> tuple[Assumption | None, list[Fault]]:
    document, faults = read_document(file, data)
    if document is None:
        return None, faults
    if not isinstance(document.tree, dict):
        fix = f"Give {_LAYOUT}, and value, values, schedule or direction."
        message = "the file should hold the fields of one assumption."
        return None, [*faults, document.error((), message, fix, code="assumption-fields")]
    try:
        one = Assumption.model_validate(document.tree)
    except ValidationError as error:
        return None, faults + schema_faults(document, Assumption, error)
    name = Path(file).stem
    if name != one.id:
        message = f"the file is called {name}, but holds the assumption '{one.id}'."
        fix = f"Call it {one.id}.yaml, or correct the id."
        faults.append(document.error(("id",), message, fix, code="assumption-name"))
    return (None if faults else one), faults
