import { expect, test } from "vitest";
import { MessageReader } from "../../main/page/api/stream";

const STREAM =
  ': muster\n\nid: 7\nevent: job.submitted\ndata: {"id":7}\n\nid: 8\nevent: x\ndata: {"id":8}\n\n';

test("messages are the same wherever the chunks end", () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const reader = new MessageReader();
    const read = [];
    for (let at = 0; at < STREAM.length; at += size) read.push(...reader.read(STREAM.slice(at, at + size)));
    expect(read).toEqual([
      { id: "7", data: '{"id":7}' },
      { id: "8", data: '{"id":8}' },
    ]);
  }
});

test("a message without its end is not one yet", () => {
  expect(new MessageReader().read("id: 7\ndata: {}\n")).toEqual([]);
});
