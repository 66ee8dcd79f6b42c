"""Build hook: compile the C kernels beside their Python twins, where a C compiler is at hand.

Without one nothing is built and nothing is lost but speed: the twins give the same numbers.
GROWTHPLAN_PURE=1 leaves the kernels out; GROWTHPLAN_NEED_KERNELS=1 makes their absence an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # read outside a build, to time the compiler
    BuildHookInterface = object

KERNELS = tuple(
    f"src/growthplan/evaluation/{name}_kernel" for name in ("simplex", "ridge", "frank_wolfe")
)
FLAGS = ("-std=c99", "-O3", "-fPIC", "-shared", "-ffp-contract=off")
"""No fused or reordered sums: the same bits on any machine."""


def compiler() -> str | None:
    """A C compiler's command, or None; none is looked for on Windows."""
    if os.environ.get("GROWTHPLAN_PURE") or sys.platform == "win32":
        return None
    names = (os.environ.get("CC"), "cc", "gcc", "clang")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def build(root: Path) -> list[str]:
    """Compile each kernel into its folder; gives the libraries made, relative to `root`."""
    command = compiler()
    made = [_compiled(root, name, command) for name in KERNELS] if command else []
    found = [name for name in made if name]
    if os.environ.get("GROWTHPLAN_NEED_KERNELS") and len(found) < len(KERNELS):
        raise RuntimeError("a kernel was asked for and could not be built; is there a C compiler?")
    return found


def _compiled(root: Path, name: str, command: str) -> str | None:
    """One kernel, put in place whole or not at all."""
    target = f"{name}.so"
    with tempfile.TemporaryDirectory(dir=(root / name).parent) as folder:
        draft = Path(folder) / "draft.so"
        words = [command, *FLAGS, "-o", str(draft), str(root / f"{name}.c"), "-lm"]
        try:
            subprocess.run(words, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as fault:
            said = getattr(fault, "stderr", "") or str(fault)
            print(f"{target} was not built; the slower twin is used. {said}", file=sys.stderr)
            return None
        draft.replace(root / target)
    return target


class KernelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the kernels before a wheel or an editable install is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and mark a wheel that holds a library as one for this kind of machine."""
        made = build(Path(self.root)) if self.target_name == "wheel" else []
        build_data["artifacts"] += [f"/{name}" for name in made]
        if made:
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"
