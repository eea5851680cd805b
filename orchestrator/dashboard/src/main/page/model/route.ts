import type { JobRef } from "../api/client";

/** What the page shows; it stands behind the # of the address, which the server never sees. */
export type Route =
  { view: "jobs" } | { view: "job"; job: JobRef } | { view: "stale-link" } | { view: "nowhere" };

export function parse(hash: string): Route {
  const parts = hash.replace(/^#?\/?/, "").split("/");
  const [view, project, name] = parts;
  if (view === "") return { view: "jobs" };
  if (view === "stale-link") return { view: "stale-link" };
  if (view === "jobs" && parts.length === 1) return { view: "jobs" };
  if (view === "jobs" && parts.length === 3 && project && name) return jobRoute(project, name);
  return { view: "nowhere" };
}

function jobRoute(project: string, name: string): Route {
  try {
    return { view: "job", job: { project: decodeURIComponent(project), name: decodeURIComponent(name) } };
  } catch {
    return { view: "nowhere" };
  }
}

export function linkTo(job: JobRef): string {
  return `#/jobs/${encodeURIComponent(job.project)}/${encodeURIComponent(job.name)}`;
}
