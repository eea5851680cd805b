"""A rank that does not end when it is asked to: says when that was, and then until when it lived."""

import signal
import time


def say(word: str) -> None:
    print(word, time.monotonic(), flush=True)


signal.signal(signal.SIGTERM, lambda *_: say("asked"))
while True:
    say("alive")
    time.sleep(0.05)
