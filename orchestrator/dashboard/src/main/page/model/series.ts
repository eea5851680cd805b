import type { PointView, SeriesView } from "../api/types";

/** Lines over steps, as uPlot draws them: a common axis of steps, and for each line a value or a gap per step. */
export interface Lines {
  labels: string[];
  data: [number[], ...(number | null)[][]];
}

/** The series of a metric, a line for each attempt. */
export function lines(series: SeriesView[]): Lines {
  const steps = [...new Set(series.flatMap((each) => each.points.map((point) => point.step)))].sort(
    (a, b) => a - b,
  );
  const place = new Map(steps.map((step, index) => [step, index]));
  const columns = series.map((each) => {
    const column: (number | null)[] = new Array<number | null>(steps.length).fill(null);
    for (const point of each.points) column[place.get(point.step) ?? 0] = point.value;
    return column;
  });
  return { labels: series.map((each) => `attempt ${each.attempt}`), data: [steps, ...columns] };
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

/** The whole course of a metric as one list of values: a later attempt takes the place of what it repeats. */
export function course(series: SeriesView[]): number[] {
  const values = new Map<number, number>();
  for (const each of [...series].sort((a, b) => a.attempt - b.attempt)) {
    for (const point of each.points) if (point.value !== null) values.set(point.step, point.value);
  }
  return [...values].sort((a, b) => a[0] - b[0]).map(([, value]) => value);
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
