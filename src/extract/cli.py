"""The command `extract`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from extract.display import visible
from extract.errors import ExtractError, ReleaseError

ENGINES = "review_extract.engines"
PUBLISHED, PUBLISHED_WITH_FAILURES, NOTHING_PUBLISHED = 0, 1, 2

DESCRIPTION = """\
Reads the study tables of evidence reviews (PDF or text) and publishes them as CSV and Parquet, every value
traceable to the place it was read from."""

EPILOG = """\
examples:
  extract run raw output                 read what is new in raw/, publish the next release in output/
  extract run raw output --engine local  the same, without the orchestrator
  extract explain s1a2b3c4d5e6           where each value of a study comes from
  extract verify output                  recount the live release and check every checksum
  extract schedule raw output            keep running: publish again whenever something new arrives

exit codes: 0 published or unchanged, 1 published but some documents could not be read, 2 nothing published"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except ExtractError as error:
        print(visible(f"extract: {error}"), file=sys.stderr)
        return NOTHING_PUBLISHED
    except KeyboardInterrupt:
        print("extract: stopped; the last release is untouched.", file=sys.stderr)
        return NOTHING_PUBLISHED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "extract", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="read the documents and publish a release")
    run.add_argument("raw", type=Path, help="folder of documents, in any depth; never written to")
    run.add_argument("output", type=Path, help="folder of the releases; output/latest is always a whole one")
    run.add_argument(
        "--engine",
        choices=("prefect", "local"),
        default="prefect",
        help="who runs the documents: Prefect (default; runs, retries and reports in its records) or plain processes",
    )
    run.add_argument(
        "--allow-loss", action="store_true", help="publish even if studies published before are gone without a reason"
    )
    run.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE",
        help="your corrections of values (default: corrections.yml beside the output folder, if it is there)",
    )
    run.set_defaults(command=_run)

    explain = commands.add_parser("explain", help="show each value of a study with its place and raw text")
    explain.add_argument("study_id", help="id of the study, or the beginning of it, or of its first author's name")
    explain.add_argument(
        "--release", type=Path, default=Path("output"), help="output folder or release (default: output)"
    )
    explain.add_argument("--field", help="show this field only")
    explain.add_argument("--crop", type=Path, metavar="FOLDER", help="save a picture of each place in a PDF there")
    explain.add_argument(
        "--raw", type=Path, default=Path("raw"), help="folder of the documents, for --crop (default: raw)"
    )
    explain.set_defaults(command=_explain)

    verify = commands.add_parser("verify", help="recount a release from its files and check every checksum")
    verify.add_argument("release", type=Path, nargs="?", default=Path("output"), help="output folder or release")
    verify.add_argument(
        "--raw", type=Path, metavar="FOLDER", help="compare with the files in this folder too: is each accounted for?"
    )
    verify.set_defaults(command=_verify)

    schedule = commands.add_parser("schedule", help="run again and again; only what is new is read")
    schedule.add_argument("raw", type=Path)
    schedule.add_argument("output", type=Path)
    schedule.add_argument("--every", type=int, default=15, metavar="MINUTES", help="minutes between runs (default: 15)")
    schedule.set_defaults(command=_schedule)
    return parser


def _run(options: argparse.Namespace) -> int:
    from extract.documents import discover
    from extract.unchanged import live_if_unchanged

    found = discover(options.raw)
    release = live_if_unchanged(found, options.output, options.corrections)
    if release is not None:
        print(f"Nothing changed since {release.path}.")
        return PUBLISHED_WITH_FAILURES if release.has_failures else PUBLISHED
    from extract.console import RunDisplay

    with RunDisplay() as display:
        engine = _engine(options.engine)
        summary = engine.run(
            options.raw,
            options.output,
            watch=display.watch,
            allow_loss=options.allow_loss,
            corrections=options.corrections,
            found=found,
        )
    display.show(summary)
    return PUBLISHED_WITH_FAILURES if summary.failed else PUBLISHED


def _explain(options: argparse.Namespace) -> int:
    from extract.explain import explain

    return explain(options.release, options.study_id, options.field, crop=options.crop, raw=options.raw)


def _verify(options: argparse.Namespace) -> int:
    from extract.publish.verify import verify, verify_folder

    findings = verify(options.release)
    if options.raw is not None and not findings:
        findings = verify_folder(options.release, options.raw)
    for finding in findings:
        print(visible(str(finding)))
    print(f"{len(findings)} faults found." if findings else "The release is whole: checksums, keys and counts agree.")
    return NOTHING_PUBLISHED if findings else PUBLISHED


def _schedule(options: argparse.Namespace) -> int:
    _engine("prefect").serve(options.raw, options.output, options.every)
    return PUBLISHED


def _engine(name: str) -> Any:
    """The module that runs the main job: it has `run`, with the arguments of `extract.pipeline.run`.

    Engines announce themselves as entry points, so that this package need not know the orchestrator.
    """
    if name == "local":
        return importlib.import_module("extract.pipeline")
    found = {point.name: point for point in metadata.entry_points(group=ENGINES)}
    if name not in found:
        raise ReleaseError(f"The engine {name} is not installed. Install the package anew, or use --engine local.")
    try:
        return found[name].load()
    except Exception as error:  # Prefect may raise anything as it is imported, such as for a home that cannot be made
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        print(visible(f"Prefect cannot be loaded ({reason}). The documents are read without it."), file=sys.stderr)
        return importlib.import_module("extract.pipeline")


if __name__ == "__main__":
    sys.exit(main())
