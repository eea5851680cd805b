package dev.muster.client;

import java.util.Locale;

/** What a job can be told. */
public enum JobOrder {
  /** End, and do not come back. */
  CANCEL,
  /** Save, give the capacity back and wait. */
  SUSPEND,
  /** Go on after having been suspended. */
  RESUME,
  /** Save, and begin another attempt on the same nodes. */
  RESTART;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
