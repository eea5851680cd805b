/** The wire records that the page reads, under their own names, as `npm run types` takes them from openapi.yaml. */
import type { components } from "../../../../target/interface";

type Schemas = components["schemas"];

export type AttemptView = Schemas["AttemptView"];
export type CheckpointList = Schemas["CheckpointList"];
export type CheckpointView = Schemas["CheckpointView"];
export type EventList = Schemas["EventList"];
export type EventView = Schemas["EventView"];
export type ExplanationView = Schemas["ExplanationView"];
export type JobList = Schemas["JobList"];
export type JobView = Schemas["JobView"];
export type MeshView = Schemas["MeshView"];
export type MetricsView = Schemas["MetricsView"];
export type PointView = Schemas["PointView"];
export type Problem = Schemas["Problem"];
export type RankList = Schemas["RankList"];
export type RankView = Schemas["RankView"];
export type SeriesView = Schemas["SeriesView"];
export type ServerStatus = Schemas["ServerStatus"];

export type JobState = JobView["state"];
export type Order = "cancel" | "suspend" | "resume" | "restart";
