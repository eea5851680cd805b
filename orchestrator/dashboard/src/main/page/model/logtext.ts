/**
 * A log as lines to show: bounded, and plain. What ranks write may hold terminal sequences and markup; the former
 * are taken out, the latter is only ever text.
 */
export class LogText {
  /** Older lines are dropped, and counted. */
  static readonly LINES_MAX = 5_000;

  /** A longer line is cut. */
  static readonly LINE_MAX = 4_000;

  lines: string[] = [];
  dropped = 0;

  /** What has come after the last end of a line. */
  private open = "";

  /**
   * @param broken whether the text begins in the middle of a line, which is then left out
   */
  constructor(private broken = false) {}

  append(text: string): void {
    const pieces = (this.open + text).split("\n");
    this.open = (pieces.pop() ?? "").slice(-LogText.LINE_MAX * 2);
    if (this.broken && pieces.length > 0) {
      pieces.shift();
      this.broken = false;
    }
    for (const piece of pieces) this.lines.push(plain(piece));
    const over = this.lines.length - LogText.LINES_MAX;
    if (over > 0) {
      this.lines.splice(0, over);
      this.dropped += over;
    }
  }

  /** All that is known, with the line that has not ended yet. */
  shown(): string[] {
    return this.open === "" ? [...this.lines] : [...this.lines, plain(this.open)];
  }
}

// Colours and cursor movements, titles and links, and the other two-character sequences.
const SEQUENCES =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]/g;

// Every other control character but the tab, and the marks that turn the direction of text around.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** One line as plain text: a progress bar shows what was last written over it. */
export function plain(line: string): string {
  const bare = line.replace(SEQUENCES, "").replace(/\r+$/, "");
  const last = bare.slice(bare.lastIndexOf("\r") + 1).replace(CONTROLS, "");
  return last.length > LogText.LINE_MAX ? last.slice(0, LogText.LINE_MAX) + " … (line cut)" : last;
}
