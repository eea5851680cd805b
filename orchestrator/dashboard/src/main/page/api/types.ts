/**
 * The wire records of version 1 of the interface, field by field as orchestrator/api has them. This file is the
 * only place that knows them: once they are generated from the interface's description, they replace it whole.
 */

/** RFC 3339, UTC. */
export type Time = string;

export type JobState =
  | "queued"
  | "admitted"
  | "provisioning"
  | "starting"
  | "running"
  | "draining"
  | "suspended"
  | "succeeded"
  | "failed"
  | "cancelled";

export interface CauseView {
  code: string;
  rank: number | null;
  node: number | null;
  detail: string;
  lastLines: string[];
}

export interface BlockerView {
  code: string;
  detail: string;
  count: number;
}

export interface ExplanationView {
  verdict: "runnable_now" | "waits" | "never" | "failed";
  summary: string;
  fault: CauseView | null;
  blockers: BlockerView[];
  wouldRunIf: string[];
  next: string[];
  eta: Time | null;
}

export interface ResumptionView {
  step: number | null;
  path: string;
}

export interface AttemptView {
  number: number;
  epoch: number;
  state: "starting" | "running" | "draining" | "succeeded" | "failed" | "cancelled" | "stopped";
  startedAt: Time;
  endedAt: Time | null;
  cause: CauseView | null;
  resumedFrom: ResumptionView | null;
}

export interface ProgressView {
  step: number | null;
  totalSteps: number | null;
  loss: number | null;
  tokensPerSecond: number | null;
  eta: Time | null;
}

export interface MeshView {
  data: number;
  fsdp: number;
  tensor: number;
  pipeline: number;
  context: number;
  expert: number;
}

export interface FilesView {
  logs: string;
  checkpoints: string;
  workdir: string;
}

export interface JobView {
  project: string;
  name: string;
  id: string;
  state: JobState;
  reason: ExplanationView | null;
  activity: string | null;
  attempts: AttemptView[];
  progress: ProgressView;
  submittedAt: Time;
  startedAt: Time | null;
  finishedAt: Time | null;
  restarts: number;
  nodes: number;
  worldSize: number;
  mesh: MeshView;
  files: FilesView;
}

export type RankState =
  "pending" | "preparing" | "ready" | "running" | "stopping" | "succeeded" | "failed" | "stopped";

export interface RankView {
  rank: number;
  node: number;
  state: RankState;
  pid: number | null;
  exitCode: number | null;
  signal: number | null;
  step: number | null;
  loss: number | null;
  heartbeatAge: number | null;
  mesh: MeshView;
}

export interface PointView {
  step: number;
  time: Time;
  value: number | null;
}

export interface SeriesView {
  name: string;
  attempt: number;
  points: PointView[];
}

export interface MetricsView {
  series: SeriesView[];
}

export interface CheckpointView {
  step: number;
  attempt: number;
  path: string;
  at: Time;
  state: "announced" | "verified" | "broken" | "pruning" | "pruned";
  files: number | null;
  bytes: number | null;
  digest: string | null;
}

export interface EventView {
  id: number;
  at: Time;
  project: string;
  job: string;
  jobId: string;
  type: string;
  summary: string;
  detail: Record<string, string>;
}

export interface ServerInfo {
  url: string;
  pid: number;
  started: Time;
  version: string;
}

export interface ServerStatus {
  server: ServerInfo;
  dataDirectory: string;
  embedded: boolean;
  unfinishedJobs: number;
}

/** A page of a list; `next` is the cursor of the following one. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string | null;
  explanation: ExplanationView | null;
}

export type Order = "cancel" | "suspend" | "resume" | "restart";
