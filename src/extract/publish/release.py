"""How does a release become visible? Whole, in one step, or not at all; the last good one survives whatever happens.

    output/
      latest -> releases/0007      the one name that readers use; swapped by renaming `.latest-next` over it
      releases/0006/ 0007/ ...     never changed once they are there
      .lock                        held by whoever publishes (`lock.hold`)
      .staging-<pid>/              a release being written
      .latest-next -> releases/0008   a swap under way
      .trash-<number>/             an old release being removed
      .confirmed                   which inputs gave the live data again (`layout.is_live_made_from`)

Each step leaves a state that a reader can use and that the next run can tidy up:

1. write and sync every file in `.staging-<pid>`, then read it all back and recount it (`verify`);
2. make `.latest-next`, so that whoever finds it knows which release was under way;
3. rename the staged folder to `releases/<number>`;
4. rename `.latest-next` to `latest`: the swap;
5. remove all but the last N releases, each renamed to `.trash-<number>` first.

Dying before 4 leaves the old release live; the next run removes what was staged, and the release that `.latest-next`
names.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from extract.errors import ReleaseError
from extract.frames import Failure, build
from extract.publish.changes import State, compare, lost_studies
from extract.publish.contents import documents_of, files_about, table_files
from extract.publish.disk import remove, replace_file, sync_folder, write_folder
from extract.publish.layout import (
    CONFIRMED,
    LATEST,
    LEFT_OVER,
    NEXT,
    NUMBER,
    RELEASES,
    confirmation,
    live_release,
    release_numbers,
)
from extract.publish.ledger import file_accounts
from extract.publish.lock import hold
from extract.publish.manifest import FORMAT_VERSION, HISTORY, MANIFEST_NAME, Inputs, Manifest, content_id, file_entry
from extract.publish.quarantine import Settled, settle
from extract.publish.verify import verify
from extract.release_reader import Release, open_release
from schemas.contracts import Changes, Ledger

KEPT: Final = 10


@dataclass(frozen=True)
class Published:
    """The outcome of a publication.

    Attributes:
        path: the live release's folder.
        number: of the live release.
        is_new: False if the live release held the same data already, and nothing was written.
        changes_count: differences to the release before; 0 if nothing is new.
        failures: rows that were withheld for not keeping their contract.
        unremoved: old releases that should have been removed and could not be, with the reason.
    """

    path: Path
    number: int
    is_new: bool
    content_id: str
    changes_count: int
    failures: tuple[Failure, ...]
    unremoved: tuple[str, ...]


def publish(
    frames: Mapping[str, pd.DataFrame],
    output: Path,
    inputs: Inputs,
    *,
    keep: int = KEPT,
    allow_loss: bool = False,
    is_held: bool = False,
) -> Published:
    """Publishes the tables as the next release and makes it the live one, unless the live one holds the same data.

    Args:
        frames: table name -> DataFrame by `frames.build`, for every table but those of `manifest.HISTORY`.
        output: folder of the releases; made if need be.
        inputs: what the tables were made from.
        keep: releases to keep, the new one counted in.
        allow_loss: publish even if a study published before is gone without an explanation.
        is_held: the caller holds `lock.hold(output)` already.

    Raises:
        ContractError: a fault in the tables that is no single record's (see `quarantine`).
        OutputBusyError: another run is publishing.
        ReleaseError: studies would be lost, the release does not add up, or the disk fails. The live release stays.
    """
    settled = settle(frames)
    with nullcontext() if is_held else hold(output):
        return publish_settled(settled, output, inputs, keep=keep, allow_loss=allow_loss)


def publish_settled(
    settled: Settled, output: Path, inputs: Inputs, *, keep: int = KEPT, allow_loss: bool = False
) -> Published:
    """As `publish`, for tables that were settled before. The caller holds `lock.hold(output)`."""
    tables = settled.tables
    _tidy(output)
    data = table_files(tables)
    identity = content_id(
        tuple(file_entry(name, content, len(tables[name.split(".")[0]])) for name, content in data.items())
    )
    live = live_release(output)
    last = _last_whole(output, live)
    if live is not None and last is not None and last.path.name == live and last.manifest.content_id == identity:
        with suppress(OSError):  # only a memory that saves work
            replace_file(output / CONFIRMED, confirmation(identity, inputs))
        return Published(last.path, int(live), False, identity, 0, settled.failures, ())
    before = State(last.tables, last.manifest.inputs) if last is not None else None
    _guard(output, before, State(tables, inputs), allow_loss)
    changes = build(Changes, compare(before, State(tables, inputs)))
    ledger = build(Ledger, file_accounts(tables, last.tables if last is not None else None))
    files = _all_files(data, {**tables, "ledger": ledger, "changes": changes}, inputs, identity, last)
    number = max([0, *release_numbers(output)]) + 1
    path = _stage_and_swap(output, number, files)
    return Published(path, number, True, identity, len(changes), settled.failures, _prune(output, keep))


def _tidy(output: Path) -> None:
    """Removes what a run that died left behind. Only called under the lock, so nobody else's work is meant."""
    try:
        _undo_swap(output)
        for entry in sorted(output.iterdir()):
            if LEFT_OVER.fullmatch(entry.name):
                remove(entry)
        (output / RELEASES).mkdir(exist_ok=True)
    except OSError as error:
        raise ReleaseError(f"What an earlier run left in {output} cannot be removed: {error}.") from error


def _undo_swap(output: Path) -> None:
    """If a swap was under way, removes the release that never became live."""
    under_way = output / NEXT
    if not under_way.is_symlink():
        return
    name = under_way.readlink().name
    if NUMBER.fullmatch(name) and name != live_release(output):
        remove(output / RELEASES / name)
    under_way.unlink()


def _last_whole(output: Path, live: str | None) -> Release | None:
    """The release to compare with: the live one, or if it is damaged or missing the newest that is whole.

    Raises:
        ReleaseError: there are releases and none is whole, so nobody could say whether a study gets lost.
    """
    names = [live] if live is not None else []
    names += [f"{number:04d}" for number in reversed(release_numbers(output)) if f"{number:04d}" != live]
    damage: ReleaseError | None = None
    for name in names:
        try:
            return open_release(output / RELEASES / name)
        except ReleaseError as error:
            damage = damage or error
    if damage is not None:
        raise ReleaseError(f"No release in {output} is whole; move them away to start anew. {damage}") from damage
    return None


def _guard(output: Path, before: State | None, after: State, allow_loss: bool) -> None:
    lost = lost_studies(before, after) if before is not None and not allow_loss else ()
    if lost:
        shown = ", ".join(lost[:10]) + (f" and {len(lost) - 10} more" if len(lost) > 10 else "")
        raise ReleaseError(
            f"Not published: {len(lost)} studies of the last release in {output} would be lost, though no document "
            f"that they were read from was removed or superseded and no correction withdraws them: {shown}. "
            "If they are rightly gone, publish with --allow-loss."
        )


def _all_files(
    data: Mapping[str, bytes],
    tables: Mapping[str, pd.DataFrame],
    inputs: Inputs,
    identity: str,
    last: Release | None,
) -> dict[str, bytes]:
    """Every file of the release, the manifest last."""
    files = {**data, **table_files({name: tables[name] for name in HISTORY})}
    files |= files_about(tables, files, identity, inputs.fingerprint)
    entries = tuple(
        file_entry(name, content, len(tables[name.split(".")[0]]) if name.split(".")[0] in tables else None)
        for name, content in sorted(files.items())
    )
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        content_id=identity,
        compared_with=last.manifest.content_id if last is not None else None,
        inputs=inputs,
        documents=documents_of(tables),
        files=entries,
    )
    return {**files, MANIFEST_NAME: manifest.to_bytes()}


def _stage_and_swap(output: Path, number: int, files: Mapping[str, bytes]) -> Path:
    """The folder of the release, live and on the disk."""
    staging = output / f".staging-{os.getpid()}"
    path = output / RELEASES / f"{number:04d}"
    is_live = False
    try:
        _stage(staging, files)
        (output / NEXT).symlink_to(path.relative_to(output))
        sync_folder(output)
        staging.rename(path)
        sync_folder(path.parent)
        (output / NEXT).replace(output / LATEST)
        is_live = True
        sync_folder(output)
    except OSError as error:
        state = (
            "The new release is live, but may not outlast a power cut" if is_live else "The release before stays live"
        )
        raise ReleaseError(f"Release {number:04d} could not be written to {output}: {error}. {state}.") from error
    finally:
        if not is_live:
            with suppress(OSError, ReleaseError):
                _tidy(output)
    return path


def _stage(staging: Path, files: Mapping[str, bytes]) -> None:
    write_folder(staging, files)
    findings = verify(staging)
    if findings:
        shown = "; ".join(finding.message for finding in findings[:5])
        raise ReleaseError(f"Not published: the release does not add up ({len(findings)} findings): {shown}")


def _prune(output: Path, keep: int) -> tuple[str, ...]:
    """Removes all but the last `keep` releases, never the live one; says which could not be removed, and why."""
    numbers = release_numbers(output)
    live = live_release(output)
    unremoved = []
    for number in numbers[: max(0, len(numbers) - max(1, keep))]:
        name = f"{number:04d}"
        if name == live:
            continue
        try:
            trash = output / f".trash-{name}"
            (output / RELEASES / name).rename(trash)
            remove(trash)
        except OSError as error:
            unremoved.append(f"{name}: {error}")
    return tuple(unremoved)
