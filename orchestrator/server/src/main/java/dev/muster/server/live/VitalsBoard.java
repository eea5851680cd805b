package dev.muster.server.live;

import dev.muster.model.JobId;
import dev.muster.server.home.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vitals of the attempts that somebody asked for or wrote to lately. What is not in memory is
 * read again from the ends of the progress files, so a restarted server knows what the former knew.
 */
public final class VitalsBoard {
  /** Attempts kept in memory. */
  static final int ATTEMPTS_MAX = 1_000;

  /** How much of the end of a progress file is read again. */
  static final int TAIL_BYTES = 16 * 1024;

  private static final Logger log = LoggerFactory.getLogger(VitalsBoard.class);

  private record Key(JobId job, int attempt) {}

  private final Map<Key, Vitals> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Vitals> eldest) {
          return size() > ATTEMPTS_MAX;
        }
      };

  private final DataDirectory home;
  private final ProgressReader reader;
  private final InstantSource clock;

  public VitalsBoard(DataDirectory home, ProgressReader reader, InstantSource clock) {
    this.home = home;
    this.reader = reader;
    this.clock = clock;
  }

  /** The vitals of an attempt. */
  public Vitals of(JobId job, int attempt) {
    synchronized (known) {
      return known.computeIfAbsent(new Key(job, attempt), this::read);
    }
  }

  /** Takes over lines of a rank that come in now. */
  public void add(JobId job, int attempt, int rank, List<ProgressLine> lines) {
    of(job, attempt).add(rank, lines, clock.instant());
  }

  private Vitals read(Key key) {
    Vitals vitals = new Vitals();
    Path folder = home.job(key.job()).progress(key.attempt());
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> read(vitals, file));
      } catch (IOException e) {
        log.warn("vitals=unreadable folder={} cause={}", folder, e.toString());
      }
    }
    return vitals;
  }

  private void read(Vitals vitals, Path file) {
    try {
      int rank = Integer.parseInt(file.getFileName().toString());
      Instant written = Files.getLastModifiedTime(file).toInstant();
      vitals.add(rank, reader.lines(tail(file)), written);
    } catch (IOException | NumberFormatException e) {
      log.warn("vitals=unreadable file={} cause={}", file, e.toString());
    }
  }

  /** The end of a file; a first line that is cut is no JSON, and passed over by the reader. */
  private static byte[] tail(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long from = Math.max(0, channel.size() - TAIL_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
      int count = 0;
      while (bytes.hasRemaining() && count >= 0) {
        count = channel.read(bytes, from + bytes.position());
      }
      return bytes.array();
    }
  }
}
