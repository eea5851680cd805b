import * as client from "../api/client";
import type { JobView } from "../api/types";
import { course } from "../model/series";
import { finished } from "../model/way";

const POINTS = 60;

/** A course that still moves is asked for again after this time. */
const STALE_MILLIS = 10_000;

/** So many are asked for at once: a browser allows few connections to one server. */
const AT_ONCE = 3;

interface Known {
  at: number;
  final: boolean;
  values: number[];
}

/** The courses of the loss of the jobs that are shown; those of jobs that are not are forgotten. */
export class Courses {
  private known = $state<Record<string, Known>>({});

  of(job: JobView): number[] {
    return this.known[job.id]?.values ?? [];
  }

  /** Brings those of these jobs up to date. */
  async refresh(jobs: JobView[]): Promise<void> {
    const kept = Object.entries(this.known).filter(([id]) => jobs.some((job) => job.id === id));
    this.known = Object.fromEntries(kept);
    const due = jobs.filter((job) => this.isDue(job));
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.work(due)));
  }

  private isDue(job: JobView): boolean {
    const known = this.known[job.id];
    if (job.attempts.length === 0 || known?.final) return false;
    return known === undefined || Date.now() - known.at > STALE_MILLIS;
  }

  private async work(due: JobView[]): Promise<void> {
    for (let job = due.shift(); job; job = due.shift()) {
      const answer = await client.metrics(job, ["loss"], POINTS);
      this.known[job.id] = { at: Date.now(), final: finished(job.state), values: course(answer.series) };
    }
  }
}
