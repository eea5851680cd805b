import type { EventView } from "./types";
import { request } from "./client";

/** One message of a stream of server-sent events. */
export interface Message {
  id: string | null;
  data: string;
}

/** Cuts a stream of server-sent events into messages, wherever its chunks happen to end. */
export class MessageReader {
  private rest = "";

  /** The messages that this chunk completes. */
  read(chunk: string): Message[] {
    const blocks = (this.rest + chunk).split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.map(message).filter((each) => each !== null);
  }
}

function message(block: string): Message | null {
  let id: string | null = null;
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("id: ")) id = line.slice(4);
    if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  return data.length === 0 ? null : { id, data: data.join("\n") };
}

/** Follows the history of all jobs behind an event until the stream ends; null starts with what comes next. */
export async function follow(
  after: number | null,
  opened: () => void,
  heard: (event: EventView) => void,
  signal: AbortSignal,
): Promise<void> {
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (after !== null) headers["Last-Event-ID"] = String(after);
  const answer = await request(after === null ? "/events?from=now" : "/events", { headers, signal });
  opened();
  const reader = new MessageReader();
  const decoder = new TextDecoder();
  for await (const chunk of chunks(answer)) {
    for (const each of reader.read(decoder.decode(chunk, { stream: true }))) {
      heard(JSON.parse(each.data) as EventView);
    }
  }
}

/** The bytes of an answer as they come. */
export async function* chunks(answer: Response): AsyncGenerator<Uint8Array> {
  const body = answer.body?.getReader();
  if (!body) return;
  try {
    for (;;) {
      const { done, value } = await body.read();
      if (done) return;
      yield value;
    }
  } finally {
    body.cancel().catch(() => undefined);
  }
}
