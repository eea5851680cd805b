package dev.muster.examples.figures;

import dev.muster.testkit.real.RealProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Java process takes after a full collection.
 *
 * @param heapMib objects that live
 * @param residentMib its resident set
 */
record Memory(double heapMib, double residentMib) {
  private static final long SETTLE_MILLIS = 3_000;
  private static final double KIB_PER_MIB = 1024;
  private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");

  /** Asks for the collection and looks. */
  static Memory of(RealProcess process) throws IOException, InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
    jcmd(process, "GC.run");
    Thread.sleep(SETTLE_MILLIS);
    return new Memory(heapMib(jcmd(process, "GC.heap_info")), Processes.residentMib(process));
  }

  private static double heapMib(String info) throws IOException {
    Matcher found = HEAP_USED.matcher(info);
    long used = found.results().mapToLong(hit -> Long.parseLong(hit.group(1))).sum();
    if (used == 0) {
      throw new IOException("no heap in: " + info);
    }
    return Samples.rounded(used / KIB_PER_MIB);
  }

  private static String jcmd(RealProcess process, String what)
      throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asking =
        new ProcessBuilder(program, "" + process.pid(), what).redirectErrorStream(true).start();
    String text = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asking.waitFor() != 0) {
      throw new IOException(text);
    }
    return text;
  }
}
