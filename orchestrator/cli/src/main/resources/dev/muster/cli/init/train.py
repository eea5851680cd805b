"""Fits a line to points by gradient descent. Needs nothing but Python; change it into what you train.

Muster starts one process for each rank and tells it who it is by MUSTER_* variables. What is
appended to $MUSTER_PROGRESS, one JSON object per line, is what `muster run` and `muster top` show.
"""

import json
import os
import random
import time

STEPS = 60

rank = int(os.environ.get("MUSTER_RANK", "0"))
ranks = int(os.environ.get("MUSTER_WORLD_SIZE", "1"))
checkpoints = os.environ.get("MUSTER_CHECKPOINT_DIR")
resume_from = os.environ.get("MUSTER_RESUME_FROM")


def report(**line):
    path = os.environ.get("MUSTER_PROGRESS")
    if path:
        with open(path, "a", encoding="utf-8") as progress:
            progress.write(json.dumps(line) + "\n")


def save(step, slope, offset):
    """Rank 0 writes a folder and announces it; a new attempt finds it in MUSTER_RESUME_FROM."""
    if rank != 0 or not checkpoints:
        return
    folder = os.path.join(checkpoints, f"step-{step}")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "state.json"), "w", encoding="utf-8") as state:
        json.dump({"step": step, "slope": slope, "offset": offset}, state)
    report(checkpoint=folder, step=step)


step, slope, offset = 0, 0.0, 0.0
if resume_from:
    with open(os.path.join(resume_from, "state.json"), encoding="utf-8") as state:
        saved = json.load(state)
    step, slope, offset = saved["step"], saved["slope"], saved["offset"]

# Every rank has points of its own. Real training would average the gradients over all ranks.
chance = random.Random(rank)
points = [(x, 3.0 * x + 1.0 + chance.gauss(0, 0.1)) for x in (i / 50 for i in range(50))]

print(f"rank {rank} of {ranks} begins at step {step}", flush=True)
while step < STEPS:
    errors = [(slope * x + offset - y, x) for x, y in points]
    loss = sum(error * error for error, _ in errors) / len(errors)
    slope -= 0.5 * sum(error * x for error, x in errors) / len(errors)
    offset -= 0.5 * sum(error for error, _ in errors) / len(errors)
    step += 1
    report(step=step, loss=loss)
    if step % 20 == 0:
        print(f"step {step}: loss {loss:.4f}", flush=True)
        save(step, slope, offset)
    time.sleep(0.1)
print(f"y = {slope:.2f} x + {offset:.2f}", flush=True)
