import type {
  CheckpointView,
  EventView,
  JobView,
  MetricsView,
  Order,
  Page,
  Problem,
  RankView,
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

export interface JobRef {
  project: string;
  name: string;
}

export const EVENTS_PAGE = 500;
export const JOBS_PAGE = 100;

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
    explanation: null,
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
  return `/jobs/${encodeURIComponent(job.project)}/${encodeURIComponent(job.name)}${part}`;
}

export const server = () => get<ServerStatus>("/server");

export const jobs = (cursor: string | null) =>
  get<Page<JobView>>(`/jobs?limit=${JOBS_PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);

export const job = (ref: JobRef) => get<JobView>(at(ref));
export const ranks = (ref: JobRef) => get<Page<RankView>>(at(ref, "/ranks"));
export const checkpoints = (ref: JobRef) => get<Page<CheckpointView>>(at(ref, "/checkpoints"));

export const events = (ref: JobRef, after: number) =>
  get<Page<EventView>>(at(ref, `/events?cursor=${after}&limit=${EVENTS_PAGE}`));

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

/** What a log has from a byte on; the body is a stream of bytes. */
export function log(ref: JobRef, source: LogSource, since: number, signal: AbortSignal): Promise<Response> {
  const who = source.rank === null ? `node=${source.node}` : `rank=${source.rank}`;
  return request(at(ref, `/logs?${who}&attempt=${source.attempt}&since=${since}`), { signal });
}

export const signOut = () => request("/signout", { method: "POST" });
