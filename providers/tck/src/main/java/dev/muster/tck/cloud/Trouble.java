package dev.muster.tck.cloud;

/** What can befall one call to the simulated cloud. */
public enum Trouble {
  /** None. */
  NONE,
  /** The call is applied, its answer never arrives. */
  ANSWER_LOST,
  /** The call times out first and is applied later, perhaps after the claim was given back. */
  APPLIED_LATE,
  /** The request arrives a second time, later, perhaps after the claim was given back. */
  DELIVERED_TWICE,
  /** Too many calls: not applied. */
  THROTTLED,
  /** No capacity, said at once. */
  STOCKOUT,
  /** No capacity for some node of the gang, found when others exist already. */
  STOCKOUT_MID_GANG
}
