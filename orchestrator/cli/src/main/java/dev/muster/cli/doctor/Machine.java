package dev.muster.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the machine gives: cores, memory, disk, and its limits. */
public final class Machine {
  private static final long GIB = 1L << 30;
  private static final long MEMORY_MIN = 2 * GIB;
  private static final long DISK_MIN = 10 * GIB;
  private static final long FILES_MIN = 4096;
  private static final long WATCHES_MIN = 128;
  private static final Path CGROUP = Path.of("/sys/fs/cgroup");
  private static final Path INOTIFY = Path.of("/proc/sys/fs/inotify/max_user_instances");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
  private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\S+)");
  private static final Pattern PROCESSES = Pattern.compile("Max processes\\s+(\\S+)");

  private final Path data;

  /**
   * @param data the data directory, which need not be there
   */
  public Machine(Path data) {
    this.data = data;
  }

  /** The questions about the machine. */
  public List<Examination.Question> questions() {
    return List.of(
        new Examination.Question("cores", Machine::cores),
        new Examination.Question("memory", Machine::memory),
        new Examination.Question("disk", this::disk),
        new Examination.Question("limits", Machine::limits),
        new Examination.Question("cgroup", Machine::cgroup),
        new Examination.Question("inotify", Machine::inotify));
  }

  private static List<Finding> cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return List.of(
        cores >= 2
            ? Finding.ok("cores", cores + " may be used")
            : Finding.note("cores", "1 may be used: jobs of more than one rank are slow", null));
  }

  private static List<Finding> memory() throws IOException {
    Matcher found = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
    if (!found.find()) {
      return List.of(Finding.note("memory", "/proc/meminfo does not tell", null));
    }
    long bytes = Long.parseLong(found.group(1)) * 1024;
    return List.of(
        bytes >= MEMORY_MIN
            ? Finding.ok("memory", gib(bytes) + " available")
            : Finding.note(
                "memory",
                "%s available (expected: 2 GiB or more)".formatted(gib(bytes)),
                "free -h"));
  }

  private List<Finding> disk() throws IOException {
    Path there = data;
    while (!Files.exists(there)) {
      there = there.getParent() == null ? Path.of("/") : there.getParent();
    }
    FileStore store = Files.getFileStore(there);
    long free = store.getUsableSpace();
    String detail = "%s free for %s".formatted(gib(free), data);
    return List.of(
        free >= DISK_MIN
            ? Finding.ok("disk", detail)
            : Finding.note("disk", detail + " (PyTorch alone takes 5 GiB)", "muster prune"));
  }

  private static List<Finding> limits() throws IOException {
    String limits = Files.readString(Path.of("/proc/self/limits"));
    List<Finding> findings = new ArrayList<>();
    findings.add(atLeast("open files", value(OPEN_FILES, limits), FILES_MIN, "ulimit -n 65536"));
    findings.add(atLeast("processes", value(PROCESSES, limits), FILES_MIN, "ulimit -u 65536"));
    return findings;
  }

  private static String value(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "unlimited";
  }

  private static Finding atLeast(String subject, String value, long least, String fix) {
    boolean enough = value.equals("unlimited") || Long.parseLong(value) >= least;
    return enough
        ? Finding.ok(subject, "at most " + value)
        : Finding.note(subject, "at most %s (expected: %d or more)".formatted(value, least), fix);
  }

  /** A container's limits are below what the machine has. */
  private static List<Finding> cgroup() throws IOException {
    List<String> parts = new ArrayList<>();
    read("memory.max")
        .filter(value -> !value.equals("max"))
        .ifPresent(value -> parts.add("memory " + gib(Long.parseLong(value))));
    read("cpu.max").filter(value -> !value.startsWith("max")).ifPresent(v -> parts.add("cpu " + v));
    read("pids.max").filter(value -> !value.equals("max")).ifPresent(v -> parts.add("pids " + v));
    return List.of(
        Finding.ok(
            "cgroup", parts.isEmpty() ? "no limits seen" : "limits: " + String.join(", ", parts)));
  }

  private static Optional<String> read(String file) throws IOException {
    Path path = CGROUP.resolve(file);
    return Files.isReadable(path) ? Optional.of(Files.readString(path).strip()) : Optional.empty();
  }

  private static List<Finding> inotify() throws IOException {
    if (!Files.isReadable(INOTIFY)) {
      return List.of(Finding.note("inotify", "cannot be seen", null));
    }
    String value = Files.readString(INOTIFY).strip();
    return List.of(
        atLeast("inotify", value, WATCHES_MIN, "sysctl -w fs.inotify.max_user_instances=1024"));
  }

  private static String gib(long bytes) {
    return "%.1f GiB".formatted((double) bytes / GIB);
  }
}
