package dev.muster.examples.figures;

import dev.muster.testkit.real.RealProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel tells of a process. */
final class Processes {
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final double TICKS_PER_SECOND = 100;
  private static final double KIB_PER_MIB = 1024;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private Processes() {}

  /** The time that it has had a core, in seconds. */
  static double cpuSeconds(RealProcess process) throws IOException {
    String stat = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(words[USER_TICKS]) + Long.parseLong(words[SYSTEM_TICKS]))
        / TICKS_PER_SECOND;
  }

  /** Its resident set, in MiB. */
  static double residentMib(RealProcess process) throws IOException {
    String status = Files.readString(Path.of("/proc/%d/status".formatted(process.pid())));
    Matcher found = RESIDENT.matcher(status);
    if (!found.find()) {
      throw new IOException("no VmRSS in: " + status);
    }
    return Samples.rounded(Long.parseLong(found.group(1)) / KIB_PER_MIB);
  }
}
