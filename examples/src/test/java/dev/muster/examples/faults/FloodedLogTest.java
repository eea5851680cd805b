package dev.muster.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.JobView;
import dev.muster.client.JobRef;
import dev.muster.examples.JobFile;
import dev.muster.testkit.real.Ended;
import dev.muster.testkit.real.MusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rank that prints without end harms nobody else. */
class FloodedLogTest {
  private static final long MEBIBYTE = 1 << 20;

  /** What a rank may print in a minute, and a little for the lines that tell of the rest. */
  private static final long KEPT_MAX = 51 * MEBIBYTE;

  private static final long WRITTEN = 100_000_000;
  private static final Pattern DROPPED = Pattern.compile("\\[muster: (\\d+) bytes dropped here]");

  @RegisterExtension private static final MusterExtension OWN = Shared.muster();

  @RegisterExtension private final FaultTable table = new FaultTable();

  @Test
  void aFloodOfOneRankIsCutAndCountedAndTheOthersAreKeptWhole() throws Exception {
    Path said = OWN.folder("said");
    String manifest =
        JobFile.write(
            OWN.folder(),
            "flood",
            """
            resources: {nodes: 2, accelerators: cpu:2}
            parallelism: auto
            command: |
              if [ $MUSTER_RANK = 1 ]; then
                yes "this line is printed far too often, again and again" | head -c %d
              else
                seq -f "line %%g of rank $MUSTER_RANK" 20000 | tee %s/$MUSTER_RANK
              fi
            """
                .formatted(WRITTEN, said));
    long began = System.nanoTime();

    Ended run = OWN.muster().run("run", manifest);

    assertThat(run.exit()).as(run.text()).isZero();
    JobView job = OWN.muster().await(new JobRef("default", "flood"), JobView::finished);
    Path logs = Path.of(job.files().logs(), "1");
    Path flooded = logs.resolve("1");
    assertThat(Files.size(flooded)).isBetween(40 * MEBIBYTE, KEPT_MAX);
    assertThat(kept(flooded) + dropped(flooded))
        .as("every byte is there or counted")
        .isEqualTo(WRITTEN);
    for (int other : new int[] {0, 2, 3}) {
      assertThat(logs.resolve("" + other)).hasSameBinaryContentAs(said.resolve("" + other));
    }
    table.met("log flood of 100 MB from one rank", Recovery.since(began));
  }

  /** What the rank wrote of what is in its log. */
  private static long kept(Path log) throws IOException {
    long told = 0;
    for (String line : told(log)) {
      told += line.length() + 2;
    }
    return Files.size(log) - told;
  }

  private static long dropped(Path log) throws IOException {
    return told(log).stream().mapToLong(FloodedLogTest::number).sum();
  }

  private static long number(String line) {
    Matcher found = DROPPED.matcher(line);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** The lines that are not the rank's. */
  private static List<String> told(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> DROPPED.matcher(line).matches()).toList();
    }
  }
}
