"""Make the training text: the source of Python's standard library, as shards of byte tokens in data/.

Finished work is left alone. Shards appear all at once, by a rename: when several nodes share this folder
and prepare at the same time, the first to finish wins and the others drop what they made.
"""

import os
import shutil
import sysconfig
import tempfile
from pathlib import Path

DATA = Path("data")
SHARD_BYTES = 1 << 20
MAX_BYTES = 4 << 20


def corpus() -> bytes:
    """The top-level modules in the order of their names, cut at MAX_BYTES."""
    modules = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))
    return b"\n".join(module.read_bytes() for module in modules)[:MAX_BYTES]


def write_shards(folder: Path, text: bytes) -> None:
    for number, start in enumerate(range(0, len(text), SHARD_BYTES)):
        (folder / f"train-{number:03}.bin").write_bytes(text[start : start + SHARD_BYTES])


def main() -> None:
    if DATA.exists():
        print(f"{DATA}/ is there already")
        return
    draft = Path(tempfile.mkdtemp(prefix=".data-", dir="."))
    try:
        text = corpus()
        write_shards(draft, text)
        os.rename(draft, DATA)
        print(f"{DATA}/ holds {len(text):,} tokens")
    except OSError:
        shutil.rmtree(draft)
        if not DATA.exists():
            raise
        print(f"{DATA}/ was made by another node")


if __name__ == "__main__":
    main()
