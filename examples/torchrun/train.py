"""Data-parallel training that torchrun starts: small enough to read, whole enough to copy.

Muster starts torchrun once on each node and tells it all that it needs to know (PET_* variables). torchrun starts the
ranks and gives each its RANK. Progress, checkpoints and MUSTER_RESUME_FROM are the same as without it; MUSTER_RANK is
the same for all ranks of a node, so it is not used here.
"""

import json
import os
import signal
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

WIDTH = 16
PLAN = json.loads(Path(os.environ["MUSTER_PLAN"]).read_text())
CHECKPOINTS = Path(os.environ["MUSTER_CHECKPOINT_DIR"])


def main() -> None:
    requests = []  # one for each signal that asks for a checkpoint
    signal.signal(signal.SIGUSR1, lambda *_: requests.append(True))
    torch.set_num_threads(1)
    torch.manual_seed(0)
    dist.init_process_group("gloo")
    rank, world = dist.get_rank(), dist.get_world_size()
    model = nn.Sequential(nn.Linear(WIDTH, 64), nn.GELU(), nn.Linear(64, 1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    done = resume(model, optimizer)
    parallel = DistributedDataParallel(model)
    steps, every = PLAN["training"]["steps"], PLAN["checkpoint"]["everySteps"]
    for step in range(done + 1, steps + 1):
        inputs, wanted = batch(step, rank, PLAN["training"]["globalBatch"] // world)
        loss = nn.functional.mse_loss(parallel(inputs), wanted)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        told = torch.tensor([loss.item(), float(bool(requests))], dtype=torch.float64)
        dist.all_reduce(told)
        if rank == 0:
            report(step=step, loss=told[0].item() / world)
            if told[1] > 0 or step % every == 0 or step == steps:
                save(model, optimizer, step)
        if told[1] > 0:
            requests.clear()
    dist.destroy_process_group()


def batch(step: int, rank: int, size: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Follows from step and rank alone, so that a resumed training sees what it would have seen."""
    inputs = torch.randn(size, WIDTH, generator=torch.Generator().manual_seed(step * 1000 + rank))
    return inputs, inputs.sin().sum(dim=1, keepdim=True)


def resume(model: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    folder = os.environ.get("MUSTER_RESUME_FROM")
    if folder is None:
        return 0
    state = torch.load(Path(folder) / "state.pt", weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return state["step"]


def save(model: nn.Module, optimizer: torch.optim.Optimizer, step: int) -> None:
    folder = CHECKPOINTS / f"step-{step}"
    folder.mkdir(parents=True, exist_ok=True)
    state = {"step": step, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state, folder / "writing")
    (folder / "writing").replace(folder / "state.pt")
    report(step=step, checkpoint=str(folder))


def report(**line: object) -> None:
    with open(os.environ["MUSTER_PROGRESS"], "a") as progress:
        progress.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
