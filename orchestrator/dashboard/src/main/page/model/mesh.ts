import type { MeshView, RankView } from "../api/types";

/** Ranks as a picture: a row for each pipeline stage, a column for each data-parallel position. */
export interface MeshPicture {
  rows: MeshRow[];
  columns: number;
  /** The axes inside one cell that have more than one position. */
  inner: string[];
}

export interface MeshRow {
  pipeline: number;
  cells: RankView[][];
}

const INNER = ["fsdp", "tensor", "context", "expert"] as const;

export function picture(sizes: MeshView, ranks: RankView[]): MeshPicture {
  const rows: MeshRow[] = Array.from({ length: sizes.pipeline }, (_, pipeline) => ({
    pipeline,
    cells: Array.from({ length: sizes.data }, () => []),
  }));
  for (const rank of ranks) rows[rank.mesh.pipeline]?.cells[rank.mesh.data]?.push(rank);
  for (const row of rows) for (const cell of row.cells) cell.sort((a, b) => a.rank - b.rank);
  return { rows, columns: sizes.data, inner: INNER.filter((axis) => sizes[axis] > 1) };
}

/** `pipeline 2 × data 2`: the axes that are cut at all. */
export function words(sizes: MeshView): string {
  const cut = (["pipeline", "data", ...INNER] as const).filter((axis) => sizes[axis] > 1);
  return cut.length === 0 ? "one rank" : cut.map((axis) => `${axis} ${sizes[axis]}`).join(" × ");
}

export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";

/** The rank that a key leads to from another; the same where there is none. */
export function neighbour(shown: MeshPicture, from: number, key: Direction): number {
  const lines = shown.rows.map((row) => row.cells.flat().map((rank) => rank.rank));
  const y = lines.findIndex((line) => line.includes(from));
  const line = lines[y];
  if (!line) return from;
  const x = line.indexOf(from);
  switch (key) {
    case "ArrowLeft":
      return line[x - 1] ?? from;
    case "ArrowRight":
      return line[x + 1] ?? from;
    case "ArrowUp":
      return lines[y - 1]?.[x] ?? from;
    case "ArrowDown":
      return lines[y + 1]?.[x] ?? from;
    case "Home":
      return line[0] ?? from;
    case "End":
      return line[line.length - 1] ?? from;
  }
}

/** How many ranks are in each state, the most first. */
export function tally(ranks: RankView[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const rank of ranks) counts.set(rank.state, (counts.get(rank.state) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
