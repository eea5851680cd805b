import { expect, test } from "vitest";
import type { EventView, JobView, MeshView, RankView, SeriesView } from "../../main/page/api/types";
import { EVENTS_MAX, fold, newest, weight } from "../../main/page/model/events";
import { neighbour, picture, tally, words } from "../../main/page/model/mesh";
import { linkTo, parse } from "../../main/page/model/route";
import { course, lines, LINES_MAX, sparkline, speed } from "../../main/page/model/series";
import { ORDERS, priorityWord, way } from "../../main/page/model/way";

const ONE: MeshView = { data: 1, fsdp: 1, tensor: 1, pipeline: 1, context: 1, expert: 1 };
const AT: MeshView = { data: 0, fsdp: 0, tensor: 0, pipeline: 0, context: 0, expert: 0 };

function event(id: number): EventView {
  return { id, at: "", project: "p", job: "j", jobId: "i", type: "t", summary: `event ${id}`, detail: {} };
}

function rank(number: number, mesh: Partial<MeshView>): RankView {
  return {
    rank: number,
    node: 0,
    state: number === 3 ? "failed" : "running",
    pid: null,
    exitCode: null,
    signal: null,
    step: null,
    loss: null,
    heartbeatAge: null,
    mesh: { ...AT, ...mesh },
  };
}

function job(over: Partial<JobView>): JobView {
  const progress = { step: null, totalSteps: null, loss: null, tokensPerSecond: null, eta: null };
  return {
    project: "default",
    name: "hello",
    id: "1",
    state: "queued",
    reason: null,
    activity: null,
    attempts: [],
    progress,
    submittedAt: "",
    startedAt: null,
    finishedAt: null,
    restarts: 0,
    nodes: 1,
    worldSize: 1,
    mesh: ONE,
    labels: {},
    priority: 500,
    needs: [],
    deadlines: { startSeconds: null, runSeconds: null, finishBy: null },
    secrets: [],
    files: { logs: "", checkpoints: "", workdir: "" },
    revision: 1,
    ...over,
  };
}

function series(attempt: number, values: [number, number | null][]): SeriesView {
  const points = values.map(([step, value]) => ({ step, time: new Date(step * 1000).toISOString(), value }));
  return { name: "loss", attempt, points };
}

test("events are folded in order, each once, however they come", () => {
  const known = fold([], [event(3), event(1)]);
  expect(fold(known, [event(2), event(3), event(4)]).map((each) => each.id)).toEqual([1, 2, 3, 4]);
  expect(newest(known)).toBe(3);
  expect(newest([])).toBe(0);
  expect(fold(known, [])).toBe(known);
});

test("events are bounded, the newest stay", () => {
  const many = Array.from({ length: EVENTS_MAX + 5 }, (_, index) => event(index));
  const kept = fold([], many);
  expect(kept).toHaveLength(EVENTS_MAX);
  expect(newest(kept)).toBe(EVENTS_MAX + 4);
});

test("a rank that ends well or as ordered alarms nobody", () => {
  const exited = (exit: string) => weight({ ...event(1), type: "rank.exited", detail: { exit } });
  expect(exited("ended with code 0")).toBe("plain");
  expect(exited("ended with SIGTERM, as ordered")).toBe("plain");
  expect(exited("ended with code 3")).toBe("bad");
  expect(exited("ended by SIGKILL")).toBe("bad");
});

test("the mesh has a row for each stage and a column for each data position", () => {
  const ranks = [0, 1, 2, 3].map((each) => rank(each, { data: each % 2, pipeline: each < 2 ? 0 : 1 }));
  const shown = picture({ ...ONE, data: 2, pipeline: 2 }, ranks);
  expect(shown.rows.map((row) => row.cells.map((cell) => cell.map((each) => each.rank)))).toEqual([
    [[0], [1]],
    [[2], [3]],
  ]);
  expect(neighbour(shown, 0, "ArrowRight")).toBe(1);
  expect(neighbour(shown, 1, "ArrowRight")).toBe(1);
  expect(neighbour(shown, 1, "ArrowDown")).toBe(3);
  expect(neighbour(shown, 3, "Home")).toBe(2);
  expect(tally(ranks)).toEqual([
    ["running", 3],
    ["failed", 1],
  ]);
  expect(words({ ...ONE, data: 2, pipeline: 2 })).toBe("pipeline 2 × data 2");
  expect(words(ONE)).toBe("one rank");
});

test("the way says where a job stands and how it ended", () => {
  const stands = (over: Partial<JobView>) => way(job(over)).map((step) => `${step.word} ${step.stands}`);
  expect(stands({ state: "starting" })).toEqual([
    "queued passed",
    "admitted passed",
    "provisioning passed",
    "starting here",
    "running ahead",
    "finished ahead",
  ]);
  expect(stands({ state: "draining", startedAt: "x" })[4]).toBe("draining here");
  expect(stands({ state: "failed", startedAt: "x" })[5]).toBe("failed here");
  expect(stands({ state: "cancelled" })).toEqual([
    "queued passed",
    "admitted skipped",
    "provisioning skipped",
    "starting skipped",
    "running skipped",
    "cancelled here",
  ]);
  expect(stands({ state: "suspended" }).every((each) => each.endsWith("ahead"))).toBe(true);
});

test("a priority is told where it is not the normal one", () => {
  expect([250, 500, 750, 901].map(priorityWord)).toEqual(["low", null, "high", "901"]);
});

test("orders are offered where they make sense", () => {
  expect(ORDERS.resume.allowed(job({ state: "suspended" }))).toBe(true);
  expect(ORDERS.resume.allowed(job({ state: "running" }))).toBe(false);
  expect(ORDERS.cancel.allowed(job({ state: "queued" }))).toBe(true);
  expect(ORDERS.cancel.allowed(job({ state: "succeeded" }))).toBe(false);
});

test("lines share their steps and leave gaps", () => {
  const drawn = lines([series(1, [[1, 4], [2, 3]]), series(2, [[2, 3.5], [3, null]])]); // prettier-ignore
  expect(drawn.data).toEqual([
    [1, 2, 3],
    [4, 3, null],
    [null, 3.5, null],
  ]);
});

test("a later attempt takes the place of what it repeats", () => {
  expect(course([series(2, [[2, 2.9]]), series(1, [[1, 4], [2, 3]])])).toEqual([4, 2.9]); // prettier-ignore
});

test("many attempts make few lines: those before the newest share one", () => {
  const many = Array.from({ length: LINES_MAX + 3 }, (_, index) => series(index + 1, [[index, index], [index + 1, 9]])); // prettier-ignore
  const drawn = lines(many);
  expect(drawn.labels).toHaveLength(LINES_MAX);
  expect(drawn.labels[0]).toBe("attempts before");
  expect(drawn.labels[1]).toBe("attempt 5");
  expect(drawn.data[1]?.slice(0, 6)).toEqual([0, 1, 2, 3, 9, null]);
});

test("speed is counted tokens over passed time", () => {
  const told = speed(series(1, [[0, 0], [2, 200], [4, 600]])); // prettier-ignore
  expect(told.points.map((point) => point.value)).toEqual([100, 200]);
  expect(speed(series(1, [])).points).toEqual([]);
});

test("a line of equal values is drawn, a single value is none", () => {
  expect(sparkline([1], 10, 10)).toBe("");
  expect(sparkline([2, 2], 10, 10)).toBe("M0.0 9.0L10.0 9.0");
});

test("addresses are read back as they were written", () => {
  const ref = { project: "a b", name: "x/y" };
  expect(parse(linkTo(ref))).toEqual({ view: "job", job: ref });
  const exact = { ...ref, id: "abcdef1" };
  expect(parse(linkTo(exact))).toEqual({ view: "job", job: exact });
  expect(parse("#/jobs/p/n/i/more")).toEqual({ view: "nowhere" });
  expect(parse("")).toEqual({ view: "jobs" });
  expect(parse("#/jobs")).toEqual({ view: "jobs" });
  expect(parse("#/jobs/%ff/x")).toEqual({ view: "nowhere" });
  expect(parse("#/other")).toEqual({ view: "nowhere" });
});
