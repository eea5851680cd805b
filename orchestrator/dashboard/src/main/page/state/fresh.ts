/** Keeps something fresh: loads it now, when poked, and after a while; never twice at once. */
export interface Fresh {
  /** Something has changed: load soon. */
  poke(): void;
  stop(): void;
}

/** Pokes closer together than this make one load. */
const TOGETHER_MILLIS = 150;

/** A load that was poked while it ran is followed by another one after so long, however often it was poked. */
const AGAIN_MILLIS = 1_000;

/** How much slower a page that nobody sees asks. */
const HIDDEN_FACTOR = 10;

/**
 * @param load never throws
 * @param everyMillis how long to wait after a load
 */
export function keepFresh(load: () => Promise<void>, everyMillis: () => number): Fresh {
  let timer = 0;
  let loading = false;
  let again = false;
  let stopped = false;

  async function run(): Promise<void> {
    loading = true;
    again = false;
    await load();
    loading = false;
    if (!stopped) plan(again ? AGAIN_MILLIS : everyMillis() * (document.hidden ? HIDDEN_FACTOR : 1));
  }

  function plan(millis: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => void run(), millis);
  }

  function poke(): void {
    if (loading) again = true;
    else if (!stopped) plan(TOGETHER_MILLIS);
  }

  document.addEventListener("visibilitychange", poke);
  void run();
  return {
    poke,
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", poke);
    },
  };
}
