"""Runs a command in a terminal of its own: in-terminal.py SECONDS:KEY… -- COMMAND…

Types each key so many seconds after the first picture was drawn (^C for Ctrl-C). Prints what was
written to the terminal, then a line with the exit code and whether the terminal is as it was.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

LIMIT_SECONDS = 60

split = sys.argv.index("--")
keys = [(float(at), key) for at, key in (word.split(":") for word in sys.argv[1:split])]
command = sys.argv[split + 1 :]

master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
before = termios.tcgetattr(slave)
pid = os.fork()
if pid == 0:
    os.close(master)
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for descriptor in range(3):
        os.dup2(slave, descriptor)
    os.execvp(command[0], command)

written = b""
started = time.monotonic()
drawn = None
ended = None
while ended is None:
    if select.select([master], [], [], 0.05)[0]:
        written += os.read(master, 65536)
    if drawn is None and b"\x1b[J" in written:
        drawn = time.monotonic()
    if drawn and keys and time.monotonic() - drawn > keys[0][0]:
        key = keys.pop(0)[1]
        os.write(master, b"\x03" if key == "^C" else key.encode())
    if time.monotonic() - started > LIMIT_SECONDS:
        os.kill(pid, 9)
    done, status = os.waitpid(pid, os.WNOHANG)
    ended = status if done else None
while select.select([master], [], [], 0.1)[0]:
    written += os.read(master, 65536)

sys.stdout.buffer.write(written)
as_it_was = "yes" if termios.tcgetattr(slave) == before else "no"
print(f"\nexit code {os.waitstatus_to_exitcode(ended)}, terminal as it was: {as_it_was}")
