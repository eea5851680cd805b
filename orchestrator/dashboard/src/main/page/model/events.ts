import type { EventView } from "../api/types";

/** So many events of a job are kept on the page; the newest stay. */
export const EVENTS_MAX = 5_000;

/** Known events with those that came: each once, oldest first, bounded. */
export function fold(known: EventView[], came: EventView[]): EventView[] {
  if (came.length === 0) return known;
  const byId = new Map(known.map((event) => [event.id, event]));
  for (const event of came) byId.set(event.id, event);
  return [...byId.values()].sort((a, b) => a.id - b.id).slice(-EVENTS_MAX);
}

/** The id behind which nothing is known yet. */
export function newest(events: EventView[]): number {
  return events[events.length - 1]?.id ?? 0;
}

/** How much an event matters to somebody who skims. */
export function weight(event: EventView): "bad" | "good" | "mark" | "plain" {
  const { type } = event;
  if (type === "rank.exited") return /code 0$|as ordered$/.test(event.detail["exit"] ?? "") ? "plain" : "bad";
  if (type === "job.recovers" || type === "checkpoint.broken") return "bad";
  if (type === "checkpoint.verified" || type === "attempt.running") return "good";
  return type.startsWith("job.") ? "mark" : "plain";
}
