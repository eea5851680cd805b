package dev.muster.agent.memory;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom the kernel says it has killed for want of memory, from now on. A thread of its own waits for
 * its lines. Where process numbers are not the kernel's own, in a container, nothing is read: its
 * numbers would mean others.
 */
public final class KernelLog {
  private static final Path DEVICE = Path.of("/dev/kmsg");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String KERNELS_OWN = "pid:[4026531836]";
  private static final Pattern KILL =
      Pattern.compile(
          "\\d+,\\d+,(?<micros>\\d+),.*[Oo]ut of memory: Killed process (?<pid>\\d+) .*");
  private static final int RECORD_BYTES = 8192;
  private static final int KILLS_MAX = 1000;
  private static final double MICROS = 1e6;

  private final double sinceMicros;
  private final Set<Long> killed = new LinkedHashSet<>();

  /** A log that tells nothing yet of what came before. */
  KernelLog(double sinceMicros) {
    this.sinceMicros = sinceMicros;
  }

  static KernelLog open() {
    KernelLog log = new KernelLog(uptimeMicros());
    if (isKernelsOwn() && Files.isReadable(DEVICE)) {
      Thread.ofPlatform().daemon().name("kernel-log").start(log::read);
    }
    return log;
  }

  synchronized boolean names(long pid) {
    return killed.contains(pid);
  }

  synchronized void take(String record) {
    Matcher kill = KILL.matcher(record.lines().findFirst().orElse(""));
    if (kill.matches()
        && Double.parseDouble(kill.group("micros")) >= sinceMicros
        && killed.size() < KILLS_MAX) {
      killed.add(Long.parseLong(kill.group("pid")));
    }
  }

  /** Each read gives one record; one that was overwritten meanwhile gives an error, once. */
  private void read() {
    byte[] record = new byte[RECORD_BYTES];
    try (InputStream input = new FileInputStream(DEVICE.toFile())) {
      for (int length = next(input, record); length >= 0; length = next(input, record)) {
        take(new String(record, 0, length, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // Not readable any more: it tells nothing from now on.
    }
  }

  private static int next(InputStream input, byte[] record) throws IOException {
    try {
      return input.read(record);
    } catch (IOException overwritten) {
      return input.read(record);
    }
  }

  private static boolean isKernelsOwn() {
    try {
      return Files.readSymbolicLink(NAMESPACE).toString().equals(KERNELS_OWN);
    } catch (IOException e) {
      return false;
    }
  }

  private static double uptimeMicros() {
    try {
      return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0])
          * MICROS;
    } catch (IOException | NumberFormatException e) {
      return Double.MAX_VALUE;
    }
  }
}
