"""What a person at the terminal sees of a run."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from extract.display import visible
from extract.pipeline import RunSummary
from extract.reading import DocumentReading

# So many lines of one kind are shown; the rest is in the release's report.
LONGEST_LIST = 10


class RunDisplay:
    """A progress bar on standard error while documents are read, and a summary on standard output at the end."""

    def __init__(self) -> None:
        """Nothing is shown before the first document."""
        self._progress = Progress(
            TextColumn("Reading documents"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[name]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("read", total=None, name="")

    def __enter__(self) -> RunDisplay:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._progress.stop()

    def watch(self, done: int, total: int, reading: DocumentReading) -> None:
        """One more document is read."""
        self._progress.update(self._task, completed=done, total=total, name=visible(reading.file_name))

    def show(self, summary: RunSummary) -> None:
        """The summary, on standard output."""
        console = Console(soft_wrap=True)
        head = f"Release {summary.number:04d} is published" if summary.is_new else "The release is unchanged"
        console.print(Text(visible(f"{head}: {summary.release}"), style="bold"))
        table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
        table.add_row("documents", ", ".join(f"{count} {status}" for status, count in summary.documents))
        table.add_row("reviews", str(summary.reviews))
        table.add_row("studies", str(summary.studies))
        table.add_row("stated counts that differ", str(len(summary.mismatches)))
        table.add_row("versions disagree", f"on {summary.disagreements} values")
        table.add_row("links proposed", str(summary.links))
        table.add_row("values rejected", ", ".join(f"{count} {reason}" for reason, count in summary.rejects) or "none")
        if summary.corrections:
            counts = ", ".join(f"{count} {status}" for status, count in summary.corrections)
            table.add_row("your corrections", counts)
        table.add_row("changes to the last release", str(summary.changes))
        console.print(table)
        _listed(console, "Could not be read", [f"{name}: {message}" for name, message in summary.failed])
        _listed(
            console,
            "The review states one number and its table shows another",
            [f"{claim}: stated {stated}, found {found}" for claim, stated, found in summary.mismatches],
        )
        _listed(console, "Your corrections that were not applied", list(summary.stale))
        _listed(console, "Withheld, for it broke its contract", list(summary.withheld))
        console.print(Text(f"Open {summary.release / 'report.html'} for the whole picture."))


def _listed(console: Console, heading: str, lines: list[str]) -> None:
    if not lines:
        return
    console.print(Text(f"{heading}:", style="bold"))
    for line in lines[:LONGEST_LIST]:
        console.print(Text(f"  {visible(line)}"))
    if len(lines) > LONGEST_LIST:
        console.print(Text(f"  ... and {len(lines) - LONGEST_LIST} more, in the release's report"))
