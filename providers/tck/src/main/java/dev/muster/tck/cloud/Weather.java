package dev.muster.tck.cloud;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a simulated cloud treats its callers. Durations are bounds: the seed draws from zero up to
 * them. Chances are between 0 and 1.
 *
 * @param troubles the chance of each trouble, per call that it can befall
 * @param provisioning until a node exists
 * @param teardown until a node is gone
 * @param lateness until a call that is applied late or delivered twice arrives
 * @param throttle how long a throttled caller is told to wait
 * @param listLag until what changed is seen in listings; also what the cloud declares
 * @param incompleteListings the chance that a listing misses something, and says so
 * @param nodeLoss the chance that a node dies by itself
 * @param nodeLife when such a node dies, counted from its start
 */
public record Weather(
    Map<Trouble, Double> troubles,
    Duration provisioning,
    Duration teardown,
    Duration lateness,
    Duration throttle,
    Duration listLag,
    double incompleteListings,
    double nodeLoss,
    Duration nodeLife) {
  public Weather {
    troubles = Map.copyOf(troubles);
  }

  /** Everything works, and takes a second or two. */
  public static Weather calm() {
    return new Weather(
        Map.of(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ZERO,
        0,
        0,
        Duration.ofMinutes(10));
  }

  /** Calls go astray and listings lag, but capacity is there and nodes live. */
  public static Weather foggy() {
    return calm()
        .with(Trouble.ANSWER_LOST, 0.15)
        .with(Trouble.APPLIED_LATE, 0.15)
        .with(Trouble.DELIVERED_TWICE, 0.15)
        .with(Trouble.THROTTLED, 0.15)
        .withListings(Duration.ofSeconds(20), 0.3);
  }

  /** Everything goes wrong now and then. */
  public static Weather stormy() {
    return foggy()
        .with(Trouble.STOCKOUT, 0.1)
        .with(Trouble.STOCKOUT_MID_GANG, 0.1)
        .withNodeLoss(0.1, Duration.ofMinutes(10));
  }

  /** This weather with another chance of one trouble. */
  public Weather with(Trouble trouble, double chance) {
    Map<Trouble, Double> changed = new EnumMap<>(Trouble.class);
    changed.putAll(troubles);
    changed.put(trouble, chance);
    return new Weather(
        changed,
        provisioning,
        teardown,
        lateness,
        throttle,
        listLag,
        incompleteListings,
        nodeLoss,
        nodeLife);
  }

  /** This weather with other listings. */
  public Weather withListings(Duration lag, double incomplete) {
    return new Weather(
        troubles, provisioning, teardown, lateness, throttle, lag, incomplete, nodeLoss, nodeLife);
  }

  /** This weather with other losses of nodes. */
  public Weather withNodeLoss(double chance, Duration life) {
    return new Weather(
        troubles,
        provisioning,
        teardown,
        lateness,
        throttle,
        listLag,
        incompleteListings,
        chance,
        life);
  }

  double chanceOf(Trouble trouble) {
    return troubles.getOrDefault(trouble, 0.0);
  }
}
