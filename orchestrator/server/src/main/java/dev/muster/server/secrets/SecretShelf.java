package dev.muster.server.secrets;

import dev.muster.engine.world.Job;
import dev.muster.model.JobId;
import dev.muster.model.agent.Secrets;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Secret;
import dev.muster.server.home.DataDirectory;
import dev.muster.server.home.JobFolder;
import dev.muster.server.secrets.SecretReader.Found;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the values of a job's secrets from before the job is journaled until it has ended for good.
 */
public final class SecretShelf {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Pattern JOB = Pattern.compile("[a-z0-9]{6,32}");
  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
  private static final Logger log = LoggerFactory.getLogger(SecretShelf.class);

  private final DataDirectory home;
  private final SecretReader reader;
  private final JsonMapper json = JsonMapper.shared();

  public SecretShelf(DataDirectory home, SecretReader reader) {
    this.home = home;
    this.reader = reader;
  }

  /**
   * What keeps a job from having its secrets: JSON pointers of the manifest to sentences; empty
   * when all of them can be had.
   *
   * @param sent the values that came with the manifest, by the name of the secret
   */
  public Map<String, String> missing(JobSpec spec, Map<String, String> sent) {
    return switch (reader.find(spec, sent)) {
      case Found.All all -> Map.of();
      case Found.Missing(Map<String, String> problems) -> problems;
    };
  }

  /**
   * Keeps the values for a job that is about to be taken; once this returns they are on disk.
   *
   * @param sent the values that came with the manifest, by the name of the secret
   */
  public void keep(JobId job, JobSpec spec, Map<String, String> sent) throws IOException {
    switch (reader.find(spec, sent)) {
      case Found.All(Map<String, String> values) -> write(job, values);
      case Found.Missing(Map<String, String> problems) ->
          throw new IllegalStateException("secrets that were there are missing: " + problems);
    }
  }

  private void write(JobId job, Map<String, String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    Path file = home.job(job).secrets();
    Files.createDirectories(home.job(job).root());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel =
        FileChannel.open(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(values));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The values that a job asks for, as far as they are there. */
  public Secrets of(Job job) {
    List<String> names = job.spec().secrets().stream().map(Secret::name).toList();
    if (names.isEmpty()) {
      return Secrets.NONE;
    }
    Map<String, String> values = new LinkedHashMap<>(read(job.id()));
    values.keySet().retainAll(names);
    return new Secrets(values, names.stream().filter(name -> !values.containsKey(name)).toList());
  }

  /** Forgets what is kept of a job that has ended for good. */
  public void ended(Job job) {
    if (!job.spec().secrets().isEmpty()) {
      forget(job.id());
    }
  }

  /** Forgets what is kept of a job, which may never have been one. */
  public void forget(JobId job) {
    JobFolder folder = home.job(job);
    try {
      Files.deleteIfExists(fresh(folder));
      if (Files.deleteIfExists(folder.secrets())) {
        Files.deleteIfExists(folder.root());
      }
    } catch (DirectoryNotEmptyException e) {
      // The job has left more than that.
    } catch (IOException e) {
      log.warn("job={} secrets=unforgotten cause={}", job, e.toString());
    }
  }

  /**
   * Forgets what a crash has left behind.
   *
   * @param unfinished whether a job still needs its secrets
   * @param before what was kept later is left alone: its job may be on its way
   */
  public void sweep(Predicate<JobId> unfinished, Instant before) {
    try (Stream<Path> folders = Files.list(home.jobs())) {
      folders
          .filter(folder -> isJob(folder) && keepsFrom(folder, before))
          .map(folder -> new JobId(folder.getFileName().toString()))
          .filter(unfinished.negate())
          .forEach(this::forget);
    } catch (NoSuchFileException e) {
      // There was no job yet.
    } catch (IOException e) {
      log.warn("secrets=unswept cause={}", e.toString());
    }
  }

  private static boolean isJob(Path folder) {
    return JOB.matcher(folder.getFileName().toString()).matches();
  }

  private boolean keepsFrom(Path folder, Instant before) {
    JobFolder job = new JobFolder(folder);
    return Stream.of(job.secrets(), fresh(job)).anyMatch(file -> isOlder(file, before));
  }

  private static boolean isOlder(Path file, Instant moment) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
    } catch (IOException e) {
      return false;
    }
  }

  /** What a crash may have left half written. */
  private static Path fresh(JobFolder folder) {
    return folder.root().resolve(folder.secrets().getFileName() + ".new");
  }

  /** What cannot be read is not there; no message may quote it. */
  private Map<String, String> read(JobId job) {
    try {
      return json.readValue(Files.readAllBytes(home.job(job).secrets()), VALUES);
    } catch (IOException | JacksonException e) {
      log.error("job={} secrets=unreadable cause={}", job, e.getClass().getSimpleName());
      return Map.of();
    }
  }
}
