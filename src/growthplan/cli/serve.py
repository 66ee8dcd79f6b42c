"""`growthplan serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from growthplan.cli.terminal import Flag, StoreOption, out
from growthplan.vocabulary import Fault, GrowthplanError


def serve(
    plan: Path,
    *,
    port: int | None = None,
    host: str = "127.0.0.1",
    token: Annotated[Flag, Parameter(name="--token")] = False,
    show: Annotated[Flag, Parameter(name="--open")] = False,
    store: StoreOption = None,
) -> None:
    """The live plan in a browser: its pages, what-ifs, editing, and where every number
    comes from.

    $ growthplan serve plans/liverpool-city-region
    $ growthplan serve my-plan --port 9000 --open
    $ growthplan serve my-plan --host 192.0.2.7 --token

    Only this machine can reach it, unless --host names another address, which needs
    --token. Pages are made again when files of the plan change. Ctrl-C ends it.

    Python: growthplan.serve("my-plan").

    Parameters
    ----------
    plan
        Folder of the plan.
    port
        Port to listen on. Default: 8765, or the next that is free.
    host
        Address to listen on.
    token
        Visitors must show a token, which is printed with the address.
    show
        Open the first page in the browser.
    """
    try:
        from growthplan.web.serving import serve as serve_plan
    except ModuleNotFoundError as missing:
        raise GrowthplanError(
            Fault(
                f"Serving a plan needs the package '{missing.name}', which is not installed.",
                fix="Install growthplan with its `web` extra: pip install 'growthplan[web]'.",
                code="extra",
            )
        ) from None
    console = out()

    def said(address: str) -> None:
        console.print(f"{plan} is served at {address}", highlight=False, soft_wrap=True)
        console.print("Ctrl-C ends it.", highlight=False)

    serve_plan(plan, store, host=host, port=port, token="" if token else None, show=show, said=said)
