"""The command line: parse, call the pipeline, print. One group of commands a module."""

from __future__ import annotations

import errno
import os
import sys

import click

from headwater import writing
from headwater.cli import case, export, mcp, reading, serving
from headwater.cli.running import CANNOT_START, INTERRUPTED, NOBODY_READS
from headwater.errors import HeadwaterError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="headwater")
def commands() -> None:
    """Who says so, through which chain, on how many independent origins.

    Reads news reports about one affair, offline, and shows the sentence behind everything it says. It gives no verdict
    on what is true.

    \b
    Examples:
      headwater read report.txt
      headwater trace clippings/ --html story.html

    \b
    Exit status:
      0  everything was read
      1  some inputs could not be read; each is reported, the others were read
      2  nothing was done: a wrong option, setting or model
    """


reading.register(commands)
export.register(commands)
case.register(commands)
mcp.register(commands)
serving.register(commands)


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    status: int = CANNOT_START
    try:
        status = commands.main(standalone_mode=False) or 0
        sys.stdout.flush()
    except HeadwaterError as error:
        click.echo(f"headwater: {error}", err=True)
    except click.ClickException as error:
        error.show()
    except OSError as error:
        status = _output_lost(error)
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except SystemExit:  # Click and Rich end so, with 1, when nobody reads the output any more.
        status = NOBODY_READS
    sys.exit(status)


def _output_lost(error: OSError) -> int:
    """What has become of the standard output; any other trouble with a file is told where it arises."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE):
        raise error
    # What is left in the buffer has no place to go to either.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return NOBODY_READS
    click.echo(f"headwater: the output cannot be written ({error.strerror}): {writing.remedy(error)}", err=True)
    return CANNOT_START
