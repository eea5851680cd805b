"""Runs a command on a terminal and plays the person in front of it.

Usage: terminal.py [PATTERN KEYS]... -- COMMAND...

For each pair in turn: waits until what was drawn since the last keys matches the pattern, then presses the keys, if
there are any. Prints all that was drawn, without escape sequences, and ends like the command; one that does not draw
what is waited for within a minute is ended.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

ROWS, COLUMNS = 40, 120
PATIENCE_SECONDS = 60
ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def main() -> int:
    end = sys.argv.index("--")
    scenes = list(zip(sys.argv[1:end:2], sys.argv[2:end:2]))
    command = sys.argv[end + 1 :]
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        # Whoever starts us in the background may ignore it; a terminal's programs are not started so.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        play(terminal, scenes)
    except TimeoutError as late:
        print(f"\nterminal.py: {late}")
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def play(terminal: int, scenes: list[tuple[str, str]]) -> None:
    """Reads to the end of what is drawn, and presses keys on the way."""
    drawn, deadline = b"", time.monotonic() + PATIENCE_SECONDS
    while piece := read(terminal, deadline, scenes):
        drawn += piece
        plain = ESCAPES.sub(b"", drawn).decode(errors="replace")
        if scenes and re.search(scenes[0][0], plain):
            print(plain)
            os.write(terminal, scenes.pop(0)[1].encode())
            drawn, deadline = b"", time.monotonic() + PATIENCE_SECONDS
    print(ESCAPES.sub(b"", drawn).decode(errors="replace"))
    if scenes:
        raise TimeoutError(f"the command ended before: {scenes[0][0]}")


def read(terminal: int, deadline: float, scenes: list[tuple[str, str]]) -> bytes:
    """What is drawn next; nothing at the end."""
    ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))
    if not ready:
        raise TimeoutError(f"not drawn in {PATIENCE_SECONDS} s: {scenes[0][0] if scenes else 'the end'}")
    try:
        return os.read(terminal, 65536)
    except OSError:  # so Linux says that nobody has the terminal open any more
        return b""


sys.exit(main())
