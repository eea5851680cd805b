package dev.muster.server.jobs;

import dev.muster.model.JobId;
import java.security.SecureRandom;

/** Makes ids of jobs: twelve letters and digits, none of which are mistaken for another. */
public final class Ids {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 12;

  private final SecureRandom random;

  public Ids(SecureRandom random) {
    this.random = random;
  }

  JobId next() {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new JobId(id.toString());
  }
}
