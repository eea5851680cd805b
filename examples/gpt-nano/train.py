"""Train a byte-level GPT, cut over data- and pipeline-parallel ranks.

Every rank runs this file and learns its part from its environment: MUSTER_PLAN is a file with the mesh, the stages
and all sizes, MUSTER_DATA_RANK and MUSTER_PIPELINE_RANK say where in the mesh this rank stands.
"""

import signal

requests = []  # one for each SIGUSR1: "write a checkpoint at the end of this step"
signal.signal(signal.SIGUSR1, lambda *_: requests.append(True))  # before the slow imports: unhandled, it ends a process

import json
import math
import os
import sys
import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.distributed.device_mesh import DeviceMesh
from torch.distributed.pipelining import PipelineStage, Schedule1F1B, ScheduleGPipe

import checkpoint
from model import Stage, loss_of

DATA_SEED = 1
LEARNING_RATE = 5e-3
WARMUP_STEPS = 20
SCHEDULES = {"gpipe": ScheduleGPipe, "1f1b": Schedule1F1B}
OPTIMIZERS = {"adamw": torch.optim.AdamW}


def main() -> None:
    plan = json.loads(Path(os.environ["MUSTER_PLAN"]).read_text())
    refuse_what_we_lack(plan)
    size, length, steps = (plan["training"][key] for key in ("globalBatch", "sequenceLength", "steps"))
    data_rank, data_size = int(os.environ["MUSTER_DATA_RANK"]), int(os.environ["MUSTER_DATA_SIZE"])
    number, stages = int(os.environ["MUSTER_PIPELINE_RANK"]), int(os.environ["MUSTER_PIPELINE_SIZE"])
    microbatches = int(os.environ["MUSTER_MICROBATCHES"])

    device = start()
    mesh = mesh_of(plan, device)
    model = Stage(plan, number).to(device)
    optimizer = OPTIMIZERS[plan["training"]["optimizer"]](model.parameters(), betas=(0.9, 0.95))
    stage = PipelineStage(model, number, stages, device, group=mesh.get_group("pipeline"))
    pipeline = SCHEDULES[plan["schedule"]["name"]](stage, microbatches, loss_fn=loss_of)
    tokens = read_tokens()

    directory = Path(os.environ["MUSTER_CHECKPOINT_DIR"])
    every = plan["checkpoint"].get("everySteps") or steps
    resume_from = os.environ.get("MUSTER_RESUME_FROM")
    done = checkpoint.resume(Path(resume_from), model, optimizer) if resume_from else 0
    began = time.monotonic()
    for step in range(done + 1, steps + 1):
        mine = batch(tokens, step, size, length).chunk(data_size)[data_rank].to(device)
        inputs, targets, losses = mine[:, :-1].contiguous(), mine[:, 1:], []
        optimizer.param_groups[0]["lr"] = learning_rate(step, steps)
        optimizer.zero_grad()
        pipeline.step(*([inputs] if stage.is_first else []), target=targets, losses=losses)
        all_reduce_gradients(model, mesh.get_group("data"))
        optimizer.step()

        loss, wanted = all_reduce_news(losses, data_size * microbatches, device)
        if dist.get_rank() == 0:
            report(step=step, tokens=step * size * length, loss=loss, phase="train")
            if step % 10 == 0:
                speed = (step - done) * size * length / (time.monotonic() - began)
                print(f"step {step:4}/{steps}  loss {loss:.4f}  {speed:,.0f} tokens/s", flush=True)
        if wanted or step == steps or step % every == 0:
            path = checkpoint.save(directory, step, number if data_rank == 0 else None, model, optimizer)
            requests.clear()
            if dist.get_rank() == 0:
                report(checkpoint=str(path), step=step)
    dist.destroy_process_group()


def refuse_what_we_lack(plan: dict) -> None:
    """End with the reason, rather than train something else than the manifest says."""
    shape, mesh = plan["model"], plan["mesh"]
    lacking = {
        "tied weights": shape["tied"],
        "gated layers": shape["gated"],
        "fewer kvHeads than heads": shape["kvHeads"] != shape["heads"],
        "axes other than data and pipeline": len(plan["ranks"]) != mesh["data"] * mesh["pipeline"],
        "precisions other than fp32 and bf16": plan["training"]["precision"] not in ("fp32", "bf16"),
    }
    if any(lacking.values()):
        sys.exit("gpt-nano does not know " + ", ".join(name for name, asked in lacking.items() if asked))


def start() -> torch.device:
    """Join the other ranks: over nccl where there are GPUs, one for each rank of the node, else over gloo."""
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", 1)))
    if not torch.cuda.is_available():
        dist.init_process_group("gloo")
        return torch.device("cpu")
    device = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
    torch.cuda.set_device(device)
    dist.init_process_group("nccl", device_id=device)
    return device


def mesh_of(plan: dict, device: torch.device) -> DeviceMesh:
    """The ranks as the plan lays them out: a row for each pipeline, a column for each stage."""
    grid = torch.empty(plan["mesh"]["data"], plan["mesh"]["pipeline"], dtype=torch.int)
    for place in plan["ranks"]:
        grid[place["data"], place["pipeline"]] = place["rank"]
    return DeviceMesh(device.type, grid, mesh_dim_names=("data", "pipeline"))


def read_tokens() -> Tensor:
    """All shards as one row of bytes."""
    shards = sorted(Path("data").glob("train-*.bin"))
    return torch.cat([torch.from_file(str(s), size=s.stat().st_size, dtype=torch.uint8) for s in shards])


def batch(tokens: Tensor, step: int, size: int, length: int) -> Tensor:
    """The global batch of a step, [size, length + 1]: it follows from the step alone, whatever the mesh."""
    order = torch.Generator().manual_seed(1_000_000 * DATA_SEED + step)
    starts = torch.randint(len(tokens) - length, (size, 1), generator=order)
    return tokens[starts + torch.arange(length + 1)].long()


def learning_rate(step: int, steps: int) -> float:
    """A linear rise, then half a cosine down to a tenth."""
    progress = max(0, step - WARMUP_STEPS) / max(1, steps - WARMUP_STEPS)
    return LEARNING_RATE * min(step / WARMUP_STEPS, 0.55 + 0.45 * math.cos(math.pi * progress))


def all_reduce_gradients(model: nn.Module, group: dist.ProcessGroup) -> None:
    """Average the gradients over the ranks that hold this stage: all of them as one flat tensor, in one go."""
    gradients = [weight.grad for weight in model.parameters()]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    dist.all_reduce(flat, group=group)
    flat /= dist.get_world_size(group)
    for gradient, mean in zip(gradients, flat.split([gradient.numel() for gradient in gradients])):
        gradient.copy_(mean.view_as(gradient))


def all_reduce_news(losses: list[Tensor], parts: int, device: torch.device) -> tuple[float, bool]:
    """The loss of the global batch, and whether any rank was asked for a checkpoint: the same answer on all ranks.

    The last stages know the losses of their microbatches, the others none; `parts` is how many there are in all.
    """
    news = [sum(part.item() for part in losses), len(requests)]
    shared = torch.tensor(news, dtype=torch.double, device=device)
    dist.all_reduce(shared)
    total, wanted = shared.tolist()
    return total / parts, wanted > 0


def report(**line) -> None:
    """Append one line to the progress that Muster follows."""
    with open(os.environ["MUSTER_PROGRESS"], "a") as progress:
        progress.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
