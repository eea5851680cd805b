import { expect, test } from "vitest";
import * as format from "../../main/page/model/format";

const NOW = Date.parse("2026-03-01T12:00:00Z");

test.each([
  [0, "0 s"],
  [59.6, "1 m 00 s"],
  [725, "12 m 05 s"],
  [11_045, "3 h 04 m"],
  [439_200, "5 d 2 h"],
  [-3, "0 s"],
])("a duration of %d seconds is told in two units at most", (seconds, words) => {
  expect(format.duration(seconds)).toBe(words);
});

test.each([
  ["2026-03-01T11:59:59.5Z", "just now"],
  ["2026-03-01T11:59:00Z", "60 s ago"],
  ["2026-03-01T11:50:00Z", "10 m ago"],
  ["2026-02-27T12:00:00Z", "2 d ago"],
  ["2026-03-01T12:05:00Z", "in 5 m"],
  ["nonsense", format.UNKNOWN],
])("%s is told relative to now", (time, words) => {
  expect(format.relative(time, NOW)).toBe(words);
});

test("what is not known is a dash", () => {
  expect(format.loss(null)).toBe(format.UNKNOWN);
  expect(format.rate(null)).toBe(format.UNKNOWN);
  expect(format.bytes(null)).toBe(format.UNKNOWN);
  expect(format.whole(null)).toBe(format.UNKNOWN);
  expect(format.share(null, 10)).toBeNull();
  expect(format.share(3, null)).toBeNull();
});

test("numbers carry the unit that fits", () => {
  expect(format.rate(869.6)).toBe("870");
  expect(format.rate(13_560)).toBe("13.6k");
  expect(format.rate(2_100_000)).toBe("2.1M");
  expect(format.bytes(512)).toBe("512 B");
  expect(format.bytes(3.4 * 1024 ** 3)).toBe("3.4 GiB");
  expect(format.whole(1234567)).toBe("1\u2009234\u2009567");
  expect(format.count(1, "rank")).toBe("1 rank");
  expect(format.count(4, "rank")).toBe("4 ranks");
});

test("a share never leaves its bounds", () => {
  expect(format.share(120, 100)).toBe(1);
  expect(format.share(25, 100)).toBe(0.25);
});
