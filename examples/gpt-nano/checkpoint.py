"""Checkpoints: a directory per step, in it one shard per pipeline stage, named by the parts of the model.

Shards name parameters, not ranks, so a checkpoint can be resumed on a mesh that is cut differently.
"""

import os
import shutil
from pathlib import Path

import torch
import torch.distributed as dist
from torch import nn


def save(directory: Path, step: int, stage: int | None, model: nn.Module, optimizer: torch.optim.Optimizer) -> Path:
    """Write step-N in one piece: every stage into a draft, then, when all have written, one rename.

    All ranks call this; those that hold a copy of a stage that another rank writes give None as their stage.
    """
    draft, final = directory / f".step-{step}", directory / f"step-{step}"
    if dist.get_rank() == 0:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
    dist.barrier()
    if stage is not None:
        with open(draft / f"stage-{stage}.pt", "wb") as shard:
            moments = {name: optimizer.state[weight] for name, weight in model.named_parameters()}
            torch.save({"step": step, "model": model.state_dict(), "optimizer": moments}, shard)
            shard.flush()
            os.fsync(shard.fileno())
    dist.barrier()
    if dist.get_rank() == 0:
        shutil.rmtree(final, ignore_errors=True)
        draft.rename(final)
        sync(directory)
    return final


def resume(path: Path, model: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    """Take from all shards what this stage holds; the answer is the step that the checkpoint was written after."""
    shards = [torch.load(shard, map_location="cpu") for shard in sorted(path.glob("stage-*.pt"))]
    weights = {name: weight for shard in shards for name, weight in shard["model"].items()}
    moments = {name: state for shard in shards for name, state in shard["optimizer"].items()}
    names = [name for name, _ in model.named_parameters()]
    model.load_state_dict({name: weights[name] for name in names})
    state = {number: moments[name] for number, name in enumerate(names)}
    optimizer.load_state_dict({**optimizer.state_dict(), "state": state})
    return shards[0]["step"]


def sync(directory: Path) -> None:
    """Make a rename in the directory survive a power cut."""
    handle = os.open(directory, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
