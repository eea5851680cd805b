package dev.muster.agent.prepare;

import dev.muster.agent.link.Backoff;
import dev.muster.agent.link.LinkException;
import dev.muster.spi.FaultCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The working directory of a job, fetched by its digest and unpacked once per machine: agents that
 * share the job's folder take turns, and the later one finds it done. It appears whole or not at
 * all.
 */
final class Workdir {
  private final Source source;
  private final Consumer<String> activity;

  /** Where packed working directories come from. */
  interface Source {
    /** Tries once to fetch one into a file. */
    void fetch(String digest, Path file) throws LinkException, InterruptedException;
  }

  Workdir(Source source, Consumer<String> activity) {
    this.source = source;
    this.activity = activity;
  }

  /**
   * The working directory in a job's folder.
   *
   * @param digest SHA-256 of the packed one; null for an empty one
   */
  Path in(Path jobDirectory, @Nullable String digest) throws Unprepared, InterruptedException {
    Path workdir = jobDirectory.resolve("workdir");
    try {
      if (digest == null) {
        return Files.createDirectories(workdir);
      }
      try (MachineLock _ =
          MachineLock.take(
              jobDirectory.resolve("workdir.lock"),
              () -> activity.accept("working directory: waiting for another node"))) {
        unpackOnce(jobDirectory, workdir, digest);
      }
      return workdir;
    } catch (IOException e) {
      throw new Unprepared(FaultCode.NODE_UNPREPARED, "working directory: " + e.getMessage());
    }
  }

  private void unpackOnce(Path jobDirectory, Path workdir, String digest)
      throws IOException, InterruptedException {
    Path marker = jobDirectory.resolve("workdir.sha256");
    if (Files.exists(marker) && Files.readString(marker).equals(digest) && Files.exists(workdir)) {
      return;
    }
    Path archive = jobDirectory.resolve("workdir.tar.gz");
    Path unpacked = jobDirectory.resolve("workdir.unpacking");
    try {
      fetch(digest, archive);
      activity.accept("working directory: unpacking");
      Folders.remove(unpacked);
      Unpacking.unpack(archive, Files.createDirectories(unpacked));
      Folders.remove(workdir);
      Files.move(unpacked, workdir, StandardCopyOption.ATOMIC_MOVE);
      Files.writeString(marker, digest);
    } finally {
      Files.deleteIfExists(archive);
      Folders.remove(unpacked);
    }
  }

  /** A server that is away is waited for; one that does not have it will not have it later. */
  private void fetch(String digest, Path archive) throws IOException, InterruptedException {
    activity.accept("working directory: fetching");
    Backoff backoff = new Backoff();
    while (true) {
      try {
        source.fetch(digest, archive);
        break;
      } catch (LinkException e) {
        if (e.notFound()) {
          throw e;
        }
        backoff.pause();
      }
    }
    String found = sha256(archive);
    if (!found.equals(digest)) {
      throw new IOException("SHA-256 of the archive: %s (expected: %s)".formatted(found, digest));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(input, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
