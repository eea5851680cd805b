"""A rank that behaves as training does, without training: for tests of what happens when something breaks.

The ranks meet at rank 0 and add up a number in every step, so a rank whose peer dies fails with a connection error.
The loss follows from the state of all ranks: after a recovery it is what it would have been, or state was lost.

The folder DRILL belongs to the test. While it has a file hold/POINT-RANK, that rank stands still at that point, and
says so in at/POINT-RANK. Points are step-N (reported, nothing saved yet), saving-N (half of the shard is written),
asked (a checkpoint that a signal asked for is announced).
"""

import json
import os
import signal
import socket
import struct
import sys
import time
import traceback
from pathlib import Path

BITS = (1 << 64) - 1
MULTIPLIER = 6364136223846793005
SEED = 0x9E3779B97F4A7C15
LOOK_SECONDS = 0.005
JOIN_SECONDS = 30

requests = []  # one for each signal that asks for a checkpoint
RANK, WORLD = int(os.environ["MUSTER_RANK"]), int(os.environ["MUSTER_WORLD_SIZE"])
ATTEMPT = os.environ["MUSTER_ATTEMPT"]
DRILL = Path(os.environ["DRILL"])
STEPS, EVERY = int(os.environ["DRILL_STEPS"]), int(os.environ["DRILL_EVERY"])
CHECKPOINTS = Path(os.environ["MUSTER_CHECKPOINT_DIR"])


def main(said: int) -> None:
    note("began", f"{ATTEMPT} {RANK} {os.getpid()} {time.monotonic_ns()}\n")
    if os.environ.get("DRILL_SIGNAL") != "none":
        signal.signal(signal.SIGUSR1, lambda *_: requests.append(True))
    if "DRILL_OFFSPRING" in os.environ:
        leave_offspring()
    say(said, f"rank {RANK} of {WORLD}, attempt {ATTEMPT}, from {os.environ.get('MUSTER_RESUME_FROM')}\n")
    done, state = resume()
    gang = Gang()
    for step in range(done + 1, STEPS + 1):
        total = gang.sum(state)
        state = (state * MULTIPLIER + total + step) & BITS
        loss = (total >> 11) / (1 << 53)
        report(**({"step": step, "loss": loss} if RANK == 0 else {"step": step}))
        note("times", f"{ATTEMPT} {RANK} {step} {time.monotonic_ns()} {os.getppid()}\n")
        say(said, f"step {step} … loss {loss}")  # ends its line later: lines arrive in parts
        stand(f"step-{step}-{RANK}", unless=requests)
        say(said, f" of rank {RANK}\n")
        asked = gang.sum(len(requests))
        if asked or step % EVERY == 0 or step == STEPS:
            requests.clear()
            save(gang, step, state)
            say(said, f"saved step {step}\n")
        if asked:
            stand(f"asked-{RANK}")
    say(said, "done")


class Gang:
    """The ranks, who meet at rank 0."""

    def __init__(self):
        address = (os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]))
        if RANK == 0:
            server = socket.socket()
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(address)
            server.listen(WORLD)
            server.settimeout(JOIN_SECONDS)
            self.peers = [server.accept()[0] for _ in range(WORLD - 1)]
        else:
            self.peers = [joined(address)]
        for peer in self.peers:
            peer.settimeout(None)

    def sum(self, mine: int) -> int:
        """The sum over all ranks, the same on each."""
        if RANK == 0:
            total = (mine + sum(received(peer) for peer in self.peers)) & BITS
            for peer in self.peers:
                peer.sendall(struct.pack("<Q", total))
            return total
        self.peers[0].sendall(struct.pack("<Q", mine))
        return received(self.peers[0])


def joined(address: tuple[str, int]) -> socket.socket:
    end = time.monotonic() + JOIN_SECONDS
    while True:
        try:
            return socket.create_connection(address)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(LOOK_SECONDS)


def received(peer: socket.socket) -> int:
    data = b""
    while len(data) < 8:
        part = peer.recv(8 - len(data))
        if not part:
            raise ConnectionResetError("connection closed by peer")
        data += part
    return struct.unpack("<Q", data)[0]


def save(gang: Gang, step: int, state: int) -> None:
    """Every rank writes its shard into a draft; when all have, rank 0 renames and announces it."""
    draft, final = CHECKPOINTS / f".step-{step}", CHECKPOINTS / f"step-{step}"
    draft.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"step": step, "state": state}).encode()
    with open(draft / f"rank-{RANK}.json", "wb") as shard:
        shard.write(text[: len(text) // 2])
        shard.flush()
        stand(f"saving-{step}-{RANK}")
        shard.write(text[len(text) // 2 :])
        shard.flush()
        os.fsync(shard.fileno())
    gang.sum(0)
    if RANK == 0:
        if final.exists():
            final.rename(CHECKPOINTS / f".former-{step}-{ATTEMPT}")
        draft.rename(final)
        report(checkpoint=str(final), step=step)
    gang.sum(0)


def resume() -> tuple[int, int]:
    source = os.environ.get("MUSTER_RESUME_FROM")
    if not source:
        return 0, (SEED * (RANK + 1)) & BITS
    found = json.loads((Path(source) / f"rank-{RANK}.json").read_text())
    return found["step"], found["state"]


def stand(point: str, unless: list = ()) -> None:
    """Stand still while the test wants it, or until a checkpoint is asked for."""
    hold = DRILL / "hold" / point
    if hold.exists():
        fresh = DRILL / "at" / f".{point}-{os.getpid()}"
        fresh.write_text(f"{ATTEMPT} {RANK} {os.getpid()} {os.getppid()}")
        fresh.rename(DRILL / "at" / point)
    while hold.exists() and not unless:
        time.sleep(LOOK_SECONDS)


def leave_offspring() -> None:
    """Start processes that do what they can to get away: a session of their own, no parent, no environment."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for away in (own_session, forked_twice, without_environment):
        if os.fork() == 0:
            away()
            note("offspring", f"{os.getpid()} {away.__name__}\n")
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            os.execve("/bin/sleep", ["sleep", "600"], dict(os.environ) if away is not without_environment else {})


def own_session() -> None:
    os.setsid()


def forked_twice() -> None:
    os.setsid()
    if os.fork():
        os._exit(0)


def without_environment() -> None:
    forked_twice()
    os.chdir("/")


def report(**line) -> None:
    with open(os.environ["MUSTER_PROGRESS"], "a") as progress:
        progress.write(json.dumps(line) + "\n")


def note(file: str, line: str) -> None:
    """One write, so that lines of several ranks never mix."""
    target = os.open(DRILL / file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(target, line.encode())
    os.close(target)


def say(copy: int, text: str) -> None:
    """Print, and keep a copy of what was printed; nobody who can be told to wait comes in between."""
    left = text.encode()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    while left:
        written = os.write(sys.stdout.fileno(), left)
        os.write(copy, left[:written])
        left = left[written:]
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


if __name__ == "__main__":
    said = os.open(DRILL / "said" / f"{ATTEMPT}-{RANK}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        main(said)
    except Exception:
        say(said, "\n" + traceback.format_exc())
        sys.exit(1)
