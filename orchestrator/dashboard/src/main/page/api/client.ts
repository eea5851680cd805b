import type {
  CheckpointList,
  EventList,
  JobList,
  JobView,
  MetricsView,
  Order,
  Problem,
  RankList,
  ServerStatus,
} from "./types";

/** The server's refusal. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  get signedOut(): boolean {
    return this.problem.status === 401;
  }

  get notFound(): boolean {
    return this.problem.status === 404;
  }
}

/** The server did not answer. */
export class Unreachable extends Error {}

/** A job: by its id where it is known, since a name may be given again. */
export interface JobRef {
  project: string;
  name: string;
  id?: string;
}

export const EVENTS_PAGE = 500;
export const JOBS_PAGE = 100;

/** Where in its log the bytes of an answer begin. */
export const LOG_OFFSET = "Muster-Log-Offset";

const API = "/api/v1";
const TIMEOUT_MILLIS = 20_000;

export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(API + path, { cache: "no-store", ...init });
  } catch (cause) {
    throw new Unreachable("the server does not answer", { cause });
  }
  if (answer.ok) return answer;
  throw new Refused(await problemOf(answer));
}

async function problemOf(answer: Response): Promise<Problem> {
  const plain: Problem = {
    type: "unknown",
    title: answer.statusText,
    status: answer.status,
    detail: `the server answered ${answer.status} ${answer.statusText}`,
    instance: null,
    errors: [],
    explanation: null,
    job: null,
    differences: [],
  };
  try {
    return { ...plain, ...((await answer.json()) as Partial<Problem>) };
  } catch {
    return plain;
  }
}

async function get<T>(path: string): Promise<T> {
  const answer = await request(path, { signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
  return (await answer.json()) as T;
}

function at(job: JobRef, part = ""): string {
  return `/jobs/${encodeURIComponent(job.project)}/${encodeURIComponent(job.id ?? job.name)}${part}`;
}

export const server = () => get<ServerStatus>("/server");

/** A page of the jobs, newest first: those in some states, or all. */
export function jobs(cursor: string | null, states: readonly string[]): Promise<JobList> {
  const query = new URLSearchParams({ limit: String(JOBS_PAGE) });
  if (states.length > 0) query.set("state", states.join(","));
  if (cursor !== null) query.set("cursor", cursor);
  return get(`/jobs?${query}`);
}

export const job = (ref: JobRef) => get<JobView>(at(ref));
export const ranks = (ref: JobRef) => get<RankList>(at(ref, "/ranks"));
export const checkpoints = (ref: JobRef) => get<CheckpointList>(at(ref, "/checkpoints"));

export const newestEvents = (ref: JobRef) => get<EventList>(at(ref, `/events?newest=${EVENTS_PAGE}`));

export const events = (ref: JobRef, after: number) =>
  get<EventList>(at(ref, `/events?cursor=${after}&limit=${EVENTS_PAGE}`));

export const metrics = (ref: JobRef, names: string[], points: number) =>
  get<MetricsView>(at(ref, `/metrics?names=${names.join(",")}&points=${points}`));

/** Gives an order; repeating it with the same key gives it once. */
export async function order(ref: JobRef, verb: Order, key: string): Promise<JobView> {
  const answer = await request(at(ref, `/${verb}`), { method: "POST", headers: { "Idempotency-Key": key } });
  return (await answer.json()) as JobView;
}

export interface LogSource {
  attempt: number;
  /** Global rank, or the node whose preparation is meant. */
  rank: number | null;
  node: number | null;
}

/** Either from a byte on, or so many of its last bytes. */
export type LogPart = { since: number } | { tail: number };

/** What a log has now; the body is a stream of bytes. */
export function log(ref: JobRef, source: LogSource, part: LogPart, signal: AbortSignal): Promise<Response> {
  const who = source.rank === null ? `node=${source.node}` : `rank=${source.rank}`;
  const what = "since" in part ? `since=${part.since}` : `tail=${part.tail}`;
  return request(at(ref, `/logs?${who}&attempt=${source.attempt}&${what}`), { signal });
}

export const signOut = () => request("/signout", { method: "POST" });
