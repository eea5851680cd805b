/** Numbers and times as people read them; what is not known is a dash. */

export const UNKNOWN = "–";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** `42 s`, `12 m 05 s`, `3 h 04 m`, `5 d 2 h`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} m ${two(whole % MINUTE)} s`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h ${two(Math.floor((whole % HOUR) / MINUTE))} m`;
  return `${Math.floor(whole / DAY)} d ${Math.floor((whole % DAY) / HOUR)} h`;
}

/** `just now`, `42 s ago`, `in 3 m`. */
export function relative(time: string, nowMillis: number): string {
  const seconds = (nowMillis - Date.parse(time)) / 1000;
  if (Number.isNaN(seconds)) return UNKNOWN;
  if (Math.abs(seconds) < 2) return "just now";
  return seconds > 0 ? `${coarse(seconds)} ago` : `in ${coarse(-seconds)}`;
}

/** The greatest unit only. */
function coarse(seconds: number): string {
  if (seconds < 2 * MINUTE) return `${Math.round(seconds)} s`;
  if (seconds < 2 * HOUR) return `${Math.floor(seconds / MINUTE)} m`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}

/** The moment to the second, in the reader's own time zone. */
export function exact(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return UNKNOWN;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${clock(date)} ${zone(date)}`;
}

/** `14:05:09`, in the reader's own time zone. */
export function clock(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function zone(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? "−" : "+"}${two(Math.floor(size / MINUTE))}:${two(size % MINUTE)}`;
}

export function loss(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : value.toFixed(4);
}

/** `870`, `13.6k`, `2.1M`. */
export function rate(perSecond: number | null): string {
  if (perSecond === null) return UNKNOWN;
  if (perSecond >= 1e9) return `${(perSecond / 1e9).toFixed(1)}G`;
  if (perSecond >= 1e6) return `${(perSecond / 1e6).toFixed(1)}M`;
  if (perSecond >= 1e3) return `${(perSecond / 1e3).toFixed(1)}k`;
  return perSecond.toFixed(0);
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

export function bytes(count: number | null): string {
  if (count === null) return UNKNOWN;
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(unit === 0 ? 0 : 1)} ${BYTE_UNITS[unit]}`;
}

/** `1 rank`, `4 ranks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** With thin spaces between thousands. */
export function whole(number: number | null): string {
  return number === null ? UNKNOWN : number.toString().replace(/\B(?=(\d{3})+$)/g, "\u2009");
}

/** How far along, 0 to 1; null when that cannot be told. */
export function share(step: number | null, total: number | null): number | null {
  return step === null || total === null || total <= 0 ? null : Math.min(1, Math.max(0, step / total));
}

function two(number: number): string {
  return number.toString().padStart(2, "0");
}
