"""Runs a command in a terminal of its own: in-terminal.py SECONDS:KEY… -- COMMAND…

Types each key so many seconds after the first picture was drawn (^C for Ctrl-C). For ^Z the command
gets what Ctrl-Z sends, and is told to go on once it has stopped; both are noted between brackets.
Prints what was written to the terminal, then a line with the exit code and whether the terminal is
as it was.
"""

import fcntl
import os
import pty
import select
import signal
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
    # Whoever starts us in the background may ignore it; a terminal's programs are not started so.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execvp(command[0], command)



def stop_and_go_on():
    global written
    os.kill(pid, signal.SIGTSTP)
    os.waitpid(pid, os.WUNTRACED)
    as_it_was = "yes" if termios.tcgetattr(slave) == before else "no"
    written += f"[stopped, terminal as it was: {as_it_was}]".encode()
    os.kill(pid, signal.SIGCONT)
    limit = time.monotonic() + 5
    while termios.tcgetattr(slave)[3] & termios.ICANON and time.monotonic() < limit:
        time.sleep(0.02)
    one_by_one = "no" if termios.tcgetattr(slave)[3] & termios.ICANON else "yes"
    written += f"[continued, keys one by one: {one_by_one}]".encode()


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
        if key == "^Z":
            stop_and_go_on()
        else:
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
