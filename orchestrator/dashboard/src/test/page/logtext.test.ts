import { expect, test } from "vitest";
import { LogText, plain } from "../../main/page/model/logtext";

test("terminal sequences are taken out", () => {
  expect(plain("\u001b[31mred\u001b[0m and \u001b[1;32mgreen\u001b[m")).toBe("red and green");
  expect(plain("\u001b]0;a title\u0007after")).toBe("after");
  expect(plain("\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\")).toBe("link");
  expect(plain("a\u0000b\u0008c\u009bd")).toBe("abcd");
});

test("marks that turn text around are taken out", () => {
  expect(plain("user\u202etxt.exe")).toBe("usertxt.exe");
});

test("markup stays what it is: text", () => {
  expect(plain("<script>alert(1)</script> &amp;")).toBe("<script>alert(1)</script> &amp;");
});

test("a progress bar shows what was last written over it", () => {
  expect(plain("10%\r50%\r100%\r")).toBe("100%");
});

test("lines are whole wherever the chunks end, and the open one is shown", () => {
  const log = new LogText();
  log.append("first\nsec");
  expect(log.shown()).toEqual(["first", "sec"]);
  log.append("ond\n");
  expect(log.shown()).toEqual(["first", "second"]);
});

test("old lines are dropped and counted, long ones cut", () => {
  const log = new LogText();
  for (let i = 0; i < LogText.LINES_MAX + 10; i++) log.append(`line ${i}\n`);
  expect(log.dropped).toBe(10);
  expect(log.shown()).toHaveLength(LogText.LINES_MAX);
  expect(log.shown()[0]).toBe("line 10");
  expect(plain("x".repeat(LogText.LINE_MAX + 1))).toMatch(/^x+ … \(line cut\)$/);
});

test("a log that is read from its middle begins with its first whole line", () => {
  const log = new LogText(true);
  log.append("the end of a li");
  log.append("ne\nwhole\nop");
  expect(log.shown()).toEqual(["whole", "op"]);
});
