import { follow } from "../api/stream";
import type { EventView } from "../api/types";
import { session } from "./session.svelte";

/**
 * What happens on the server, as it happens. An event only says that something is new about a job; whoever shows the
 * job asks again. A browser allows few connections to one server, so of all its tabs one holds the stream and tells
 * the others.
 */
const listeners = new Set<(event: EventView) => void>();
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("muster-events") : null;

const RETRY_MILLIS = 2_000;
let last: number | null = null;

/** Listens until the answer is called. */
export function listen(listener: (event: EventView) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(event: EventView): void {
  last = event.id;
  for (const listener of listeners) listener(event);
}

async function hold(): Promise<never> {
  for (;;) {
    if (session.signedIn) {
      try {
        const heard = (event: EventView) => {
          tell(event);
          tabs?.postMessage(event);
        };
        await follow(last, () => session.well(), heard, new AbortController().signal);
      } catch (fault) {
        session.explains(fault);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
  }
}

/** Starts once, for as long as the page lives. */
export function startLive(): void {
  if (tabs) tabs.onmessage = (message: MessageEvent<EventView>) => tell(message.data);
  if (tabs && "locks" in navigator) void navigator.locks.request("muster-events", hold);
  else void hold();
}
