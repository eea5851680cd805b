import type { JobState, JobView, Order } from "../api/types";

/** The states that a job passes on its way, in order. */
export const WAY = ["queued", "admitted", "provisioning", "starting", "running", "finished"] as const;

export type Station = (typeof WAY)[number];

export interface Step {
  station: Station;
  /** The word to show: how it ended, where the way has ended. */
  word: string;
  stands: "passed" | "here" | "ahead" | "skipped";
}

const ENDED = new Set<JobState>(["succeeded", "failed", "cancelled"]);

export function finished(state: JobState): boolean {
  return ENDED.has(state);
}

/** What a list of jobs can be narrowed to, and the states that each means; none means all. */
export const CHOICES = {
  all: [],
  unfinished: ["queued", "admitted", "provisioning", "starting", "running", "draining", "suspended"],
  waiting: ["queued", "admitted", "provisioning", "starting"],
  running: ["running", "draining"],
  suspended: ["suspended"],
  finished: ["succeeded", "failed", "cancelled"],
  failed: ["failed"],
} as const satisfies Record<string, readonly JobState[]>;

export type Choice = keyof typeof CHOICES;

/** Whether ranks work now: only then do a speed and an expected end mean anything. */
export function works(state: JobState): boolean {
  return state === "running" || state === "draining";
}

/** Where a job is on its way. One that drains is still at running, one that is suspended nowhere on it. */
export function way(job: JobView): Step[] {
  const here = station(job.state);
  const reached = here === null ? -1 : WAY.indexOf(here);
  const ran = job.startedAt !== null;
  return WAY.map((each, index) => ({
    station: each,
    word: word(each, job.state),
    stands: index === reached ? "here" : index > reached ? "ahead" : passed(each, job, ran),
  }));
}

function passed(each: Station, job: JobView, ran: boolean): Step["stands"] {
  if (!finished(job.state) || each === "queued") return "passed";
  if (ran) return "passed";
  return job.attempts.length > 0 && each !== "running" ? "passed" : "skipped";
}

function station(state: JobState): Station | null {
  if (finished(state)) return "finished";
  if (state === "suspended") return null;
  return state === "draining" ? "running" : (state as Station);
}

function word(each: Station, state: JobState): string {
  if (each === "finished" && finished(state)) return state;
  if (each === "running" && state === "draining") return "draining";
  return each;
}

/** What each order does, for the person who is about to give it. */
export const ORDERS: Record<Order, { title: string; effect: string; allowed: (job: JobView) => boolean }> = {
  suspend: {
    title: "Suspend",
    effect:
      "The ranks are asked for a checkpoint and stopped; the capacity is given back. The job goes on from its last verified checkpoint when somebody resumes it.",
    allowed: (job) => !finished(job.state) && job.state !== "suspended" && job.state !== "draining",
  },
  resume: {
    title: "Resume",
    effect: "The job queues for capacity again, and goes on from its last verified checkpoint.",
    allowed: (job) => job.state === "suspended",
  },
  restart: {
    title: "Restart",
    effect:
      "All ranks are stopped and start again on the same nodes: a new attempt, from the last verified checkpoint.",
    allowed: (job) => job.state === "running" || job.state === "starting",
  },
  cancel: {
    title: "Cancel",
    effect: "The ranks are stopped and the job ends. It cannot be resumed; its logs and checkpoints stay.",
    allowed: (job) => !finished(job.state),
  },
};

/** The kind of a state, which its colour says. */
export type Tone = "busy" | "good" | "bad" | "waiting" | "quiet";

export function tone(state: string): Tone {
  switch (state) {
    case "running":
    case "ready":
      return "busy";
    case "succeeded":
    case "verified":
      return "good";
    case "failed":
    case "broken":
      return "bad";
    case "queued":
    case "admitted":
    case "provisioning":
    case "starting":
    case "preparing":
    case "draining":
    case "stopping":
    case "announced":
      return "waiting";
    default:
      return "quiet";
  }
}

const PRIORITIES: Record<number, string> = { 250: "low", 750: "high" };
const NORMAL_PRIORITY = 500;

/** The word of a priority, or its number; null for the normal one, which needs no mention. */
export function priorityWord(priority: number): string | null {
  if (priority === NORMAL_PRIORITY) return null;
  return PRIORITIES[priority] ?? String(priority);
}
