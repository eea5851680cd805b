package dev.muster.server.web;

import dev.muster.server.live.Attendance;
import jakarta.inject.Singleton;

/** Lets in so many followers of streams at once. */
@Singleton
public final class Followers {
  private final Attendance attendance;
  private final Limits limits;

  Followers(Attendance attendance, Limits limits) {
    this.attendance = attendance;
    this.limits = limits;
  }

  /**
   * Lets another one in.
   *
   * @throws RefusedException if there are too many
   */
  public void requireRoom() {
    if (attendance.streams() >= limits.followers()) {
      throw RefusedException.busy(
          "followers: %d streams are open (expected: at most that many; close one, or read page by"
                  .formatted(limits.followers())
              + " page)");
    }
  }
}
