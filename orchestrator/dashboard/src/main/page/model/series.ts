import type { PointView, SeriesView } from "../api/types";

/** Lines over steps, as uPlot draws them: a common axis of steps, and for each line a value or a gap per step. */
export interface Lines {
  labels: string[];
  data: [number[], ...(number | null)[][]];
}

/** So many attempts have a line of their own; those before share one. */
export const LINES_MAX = 6;

/** The series of a metric, a line for each of the newest attempts. */
export function lines(series: SeriesView[]): Lines {
  const split = series.length > LINES_MAX ? series.length - LINES_MAX + 1 : 0;
  const drawn = series
    .slice(split)
    .map((each) => ({ label: `attempt ${each.attempt}`, points: each.points }));
  if (split > 0) drawn.unshift({ label: "attempts before", points: joined(series.slice(0, split)) });
  return aligned(drawn);
}

/** The points of several attempts as one course: a later attempt takes the place of what it repeats. */
function joined(series: SeriesView[]): PointView[] {
  const points = new Map<number, PointView>();
  for (const each of [...series].sort((a, b) => a.attempt - b.attempt)) {
    for (const point of each.points) points.set(point.step, point);
  }
  return [...points.values()].sort((a, b) => a.step - b.step);
}

function aligned(series: { label: string; points: PointView[] }[]): Lines {
  const steps = [...new Set(series.flatMap((each) => each.points.map((point) => point.step)))].sort(
    (a, b) => a - b,
  );
  const place = new Map(steps.map((step, index) => [step, index]));
  const columns = series.map((each) => {
    const column: (number | null)[] = new Array<number | null>(steps.length).fill(null);
    for (const point of each.points) column[place.get(point.step) ?? 0] = point.value;
    return column;
  });
  return { labels: series.map((each) => each.label), data: [steps, ...columns] };
}

const SPEED_POINTS_MAX = 400;

/**
 * Tokens per second out of a count of tokens over time. Neighbours are taken together until some time lies between
 * them, so that lines that arrive in bursts make no spikes.
 */
export function speed(tokens: SeriesView): SeriesView {
  const counted = tokens.points.filter((point) => point.value !== null);
  const first = counted[0];
  const last = counted[counted.length - 1];
  if (!first || !last) return { ...tokens, points: [] };
  const apart = Math.max(1000, (millis(last) - millis(first)) / SPEED_POINTS_MAX);
  const points: PointView[] = [];
  let from = first;
  for (const to of counted) {
    const passed = millis(to) - millis(from);
    if (passed < apart) continue;
    const value = (((to.value ?? 0) - (from.value ?? 0)) * 1000) / passed;
    if (value >= 0) points.push({ step: to.step, time: to.time, value });
    from = to;
  }
  return { ...tokens, points };
}

function millis(point: PointView): number {
  return Date.parse(point.time);
}

/** The whole course of a metric as one list of values. */
export function course(series: SeriesView[]): number[] {
  return joined(series)
    .map((point) => point.value)
    .filter((value) => value !== null);
}

/** The path of a small line chart in a box, without axes; empty for fewer than two values. */
export function sparkline(values: number[], width: number, height: number): string {
  if (values.length < 2) return "";
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (index: number) => ((index / (values.length - 1)) * width).toFixed(1);
  const y = (value: number) => (1 + (1 - (value - low) / span) * (height - 2)).toFixed(1);
  return values.map((value, index) => `${index === 0 ? "M" : "L"}${x(index)} ${y(value)}`).join("");
}
