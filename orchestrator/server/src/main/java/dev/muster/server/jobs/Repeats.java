package dev.muster.server.jobs;

import dev.muster.engine.world.Job;
import dev.muster.engine.world.RequestKey;
import dev.muster.engine.world.Submission;
import dev.muster.manifest.Canonical;
import dev.muster.model.JobId;
import dev.muster.server.heart.Heart;
import dev.muster.server.web.RefusedException;
import dev.muster.store.History;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests that were made before under the same Idempotency-Key. */
@Singleton
final class Repeats {
  private static final String USED = "Idempotency-Key: it was used for %s";
  private static final String ANOTHER =
      " with another manifest (expected: a new key for every submission)";

  private final Heart heart;

  Repeats(Heart heart) {
    this.heart = heart;
  }

  /** Equal for equal submissions. */
  static String digest(Manifest manifest, @Nullable String workdirDigest) {
    return sha256(Canonical.text(manifest.spec()) + "workdir " + workdirDigest + "\n");
  }

  /** Equal for equal requests. */
  static String digest(List<Submission> submissions) {
    return sha256(submissions.stream().map(Submission::digest).collect(Collectors.joining("\n")));
  }

  /**
   * The jobs that an earlier try of this request made.
   *
   * @throws RefusedException if the key was used for something else
   */
  Optional<List<Job>> of(
      Request request, @Nullable String key, List<Submission> submissions, String digest) {
    if (key == null) {
      return Optional.empty();
    }
    History history = heart.store().history();
    Optional<Job> single = history.jobOfKey(key);
    Optional<RequestKey> several = history.request(key);
    if (request.several()) {
      single.ifPresent(job -> reused("job " + job.name() + ANOTHER));
      return several.map(known -> jobs(known, digest));
    }
    several.ifPresent(known -> reused("%d jobs".formatted(known.jobs().size()) + ANOTHER));
    single.ifPresent(job -> requireSame(job, submissions.getFirst()));
    return single.map(List::of);
  }

  /**
   * Whether what the engine found here already is what this request made when it was first tried.
   */
  boolean under(Intake intake, List<JobId> existing) {
    String key = intake.envelope().idempotencyKey();
    if (key == null) {
      return false;
    }
    History history = heart.store().history();
    if (intake.request().several()) {
      return history.request(key).filter(known -> known.jobs().equals(existing)).isPresent();
    }
    Optional<Job> known = history.jobOfKey(key);
    known.ifPresent(job -> requireSame(job, intake.submissions().getFirst()));
    return known.isPresent();
  }

  private List<Job> jobs(RequestKey known, String digest) {
    if (!known.digest().equals(digest)) {
      reused("%d jobs".formatted(known.jobs().size()) + ANOTHER);
    }
    List<Job> jobs =
        known.jobs().stream().flatMap(id -> heart.store().history().job(id).stream()).toList();
    if (jobs.size() < known.jobs().size()) {
      reused("jobs of which one was deleted since (expected: a new key)");
    }
    return jobs;
  }

  private static void requireSame(Job job, Submission submission) {
    if (!job.submission().digest().equals(submission.digest())) {
      reused("job " + job.name() + ANOTHER);
    }
  }

  private static void reused(String what) {
    throw RefusedException.reusedKey(USED.formatted(what));
  }

  private static String sha256(String whole) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(whole.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }
}
