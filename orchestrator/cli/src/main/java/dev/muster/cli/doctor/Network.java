package dev.muster.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is reached from here: the package index that is configured, and ports; and the clock. */
public final class Network {
  private static final int USUAL_PORT = 7180;
  private static final Pattern CREDENTIALS = Pattern.compile("//[^/@\\s]+@");
  private static final String FIX = "python3 -m pip config set global.index-url URL";

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Tool tool;

  public Network(Map<String, String> environment, InstantSource clock) {
    this.environment = environment;
    this.clock = clock;
    this.tool = new Tool(environment);
  }

  /** The questions about the network. */
  public List<Examination.Question> questions() {
    return List.of(
        new Examination.Question("package index", this::index),
        new Examination.Question("ports", Network::ports),
        new Examination.Question("clock", this::clock));
  }

  /** Pip itself is asked: it knows index, proxies and certificates as it will later. */
  private List<Finding> index() throws InterruptedException {
    Optional<Path> python = tool.find("python3");
    if (python.isEmpty()) {
      return List.of(Finding.note("package index", "not asked: there is no python3", null));
    }
    String path = python.get().toString();
    if (!tool.ask(path, "-m", "pip", "--version").map(Tool.Answer::good).orElse(false)) {
      return List.of(
          Finding.note(
              "package index", "not asked: python3 has no pip", "apt-get install python3-pip"));
    }
    Optional<Tool.Answer> answer =
        tool.ask(
            path,
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--timeout=3",
            "--retries=0",
            "index",
            "versions",
            "pip");
    if (answer.filter(Tool.Answer::good).isPresent()) {
      return List.of(Finding.ok("package index", "answers pip at " + configured(path)));
    }
    return List.of(
        Finding.note(
            "package index",
            "%s does not answer pip: what a job requires cannot be installed"
                .formatted(configured(path)),
            FIX));
  }

  private String configured(String python) throws InterruptedException {
    String variable = environment.getOrDefault("PIP_INDEX_URL", "");
    String index =
        variable.isEmpty()
            ? tool.ask(python, "-m", "pip", "config", "get", "global.index-url")
                .filter(Tool.Answer::good)
                .map(Tool.Answer::line)
                .orElse("its usual address")
            : variable;
    return CREDENTIALS.matcher(index).replaceAll("//");
  }

  /** A rank needs a port on loopback; the server would like its usual one. */
  private static List<Finding> ports() {
    if (!free(0)) {
      return List.of(
          Finding.missing("ports", "none can be opened on 127.0.0.1", "ip link set lo up"));
    }
    return List.of(
        free(USUAL_PORT)
            ? Finding.ok("ports", "%d is free on 127.0.0.1".formatted(USUAL_PORT))
            : Finding.note(
                "ports",
                "%d is taken on 127.0.0.1, perhaps by a server of Muster".formatted(USUAL_PORT),
                "muster server --port 0"));
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A clock behind its own files is wrong; one that nobody sets may be. */
  private List<Finding> clock() throws IOException, InterruptedException {
    Instant now = clock.instant();
    Instant booted = Files.getLastModifiedTime(Path.of("/proc/1")).toInstant();
    if (now.isBefore(booted)) {
      return List.of(
          Finding.missing(
              "clock", "%s is before the start of this machine".formatted(now), "date"));
    }
    Optional<Tool.Answer> kept =
        tool.ask("timedatectl", "show", "--property=NTPSynchronized", "--value");
    boolean unkept = kept.filter(Tool.Answer::good).filter(a -> a.line().equals("no")).isPresent();
    return List.of(
        unkept
            ? Finding.note("clock", now + ", set by nobody", "timedatectl set-ntp true")
            : Finding.ok("clock", now.toString()));
  }
}
