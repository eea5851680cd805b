package dev.muster.examples.obeyed;

import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.RealMuster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is left of the jobs that were run to be looked at: one that says next to nothing, one that
 * says all, and some for what only shows when it goes wrong.
 */
final class Evidence {
  /** The value of a secret in the surroundings of the person who submits. */
  static final String TOKEN = "a token that nobody sees";

  /** The value of a secret in a file. */
  static final String KEY = "a key that nobody sees";

  private final RealMuster muster;
  private final Path folder;

  /**
   * @param folder where the manifests lie
   */
  Evidence(RealMuster muster, Path folder) {
    this.muster = muster;
    this.folder = folder;
  }

  /** The only rank of the job that says next to nothing. */
  Rank minimal() {
    return rank("default", "minimal", 0);
  }

  /** A rank of the job that says all. */
  Rank full(int rank) {
    return rank("lab", "full", rank);
  }

  /** All four of them. */
  List<Rank> full() {
    return IntStream.range(0, 4).mapToObj(this::full).toList();
  }

  /** A rank of a job. */
  Rank rank(String project, String job, int rank) {
    return Rank.of(log(project, job, rank));
  }

  /** The log of a rank. */
  Path log(String project, String job, int rank) {
    return Path.of(job(project, job).files().logs(), "1", Integer.toString(rank));
  }

  /** A job. */
  JobView job(String project, String name) {
    try (MusterClient client = muster.client()) {
      return client.job(new JobRef(project, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of a job in the data directory. */
  Path jobFolder(String project, String name) {
    return muster.data().resolve("jobs").resolve(job(project, name).id());
  }

  /** The folder of the manifests. */
  Path folder() {
    return folder;
  }

  /** The data directory. */
  Path data() {
    return muster.data();
  }

  /** Submits the minimal manifest with some of its text replaced. */
  Ended submitted(String text, String replacement) throws IOException, InterruptedException {
    String manifest = Files.readString(folder.resolve("minimal.yaml"));
    Path file = folder.resolve("refused.yaml");
    Files.writeString(file, manifest.replace(text, replacement));
    return muster.run("submit", file.toString());
  }

  /** Runs a command. */
  Ended muster(String... arguments) throws IOException, InterruptedException {
    return muster.run(arguments);
  }
}
