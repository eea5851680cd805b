import type { JobRef } from "../api/client";

/** What the page shows; it stands behind the # of the address, which the server never sees. */
export type Route =
  { view: "jobs" } | { view: "job"; job: JobRef } | { view: "stale-link" } | { view: "nowhere" };

export function parse(hash: string): Route {
  const parts = hash.replace(/^#?\/?/, "").split("/");
  const [view, project, name, id] = parts;
  if (view === "") return { view: "jobs" };
  if (view === "stale-link") return { view: "stale-link" };
  if (view === "jobs" && parts.length === 1) return { view: "jobs" };
  if (view === "jobs" && parts.length <= 4 && project && name) return jobRoute(project, name, id);
  return { view: "nowhere" };
}

function jobRoute(project: string, name: string, id: string | undefined): Route {
  try {
    const job: JobRef = { project: decodeURIComponent(project), name: decodeURIComponent(name) };
    return { view: "job", job: id ? { ...job, id: decodeURIComponent(id) } : job };
  } catch {
    return { view: "nowhere" };
  }
}

export function linkTo(job: JobRef): string {
  const named = `#/jobs/${encodeURIComponent(job.project)}/${encodeURIComponent(job.name)}`;
  return job.id ? `${named}/${encodeURIComponent(job.id)}` : named;
}
