"""A rank that reports as training does: for looking at a job, whose ranks are killed, from outside."""

import json
import math
import os
import sys
import time
from pathlib import Path

RANK, WORLD = int(os.environ["MUSTER_RANK"]), int(os.environ["MUSTER_WORLD_SIZE"])
STEPS, EVERY = int(os.environ.get("STEPS", "400")), int(os.environ.get("EVERY", "20"))
STEP_SECONDS = float(os.environ.get("STEP_SECONDS", "0.1"))
CHECKPOINTS = Path(os.environ["MUSTER_CHECKPOINT_DIR"])


def main() -> None:
    first = int(Path(resume).name.split("-")[1]) if (resume := os.environ.get("MUSTER_RESUME_FROM")) else 0
    print(f"\x1b[32mrank {RANK} of {WORLD}\x1b[0m starts at step {first} <b>not bold</b>", flush=True)
    for step in range(first + 1, STEPS + 1):
        time.sleep(STEP_SECONDS)
        loss = 5.55 * math.exp(-step / 120) + 1.6 + 0.05 * math.sin(step * 1.7) + 0.03 * math.sin(step * 5.1)
        report(step=step, tokens=step * 4096, **({"loss": loss} if RANK == 0 else {}))
        print(f"step {step} loss {loss:.4f}", flush=True)
        if step % EVERY == 0:
            save(step)


def save(step: int) -> None:
    folder = CHECKPOINTS / f"step-{step}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"rank-{RANK}").write_text(str(step) * 1000)
    if RANK == 0:
        while len(list(folder.iterdir())) < WORLD:
            time.sleep(0.01)
        report(step=step, checkpoint=str(folder))


def report(**line) -> None:
    with open(os.environ["MUSTER_PROGRESS"], "a") as progress:
        progress.write(json.dumps(line) + "\n")


sys.exit(main())
