package dev.muster.local;

import dev.muster.spi.Bootstrap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of an agent. It shows no secret: everybody on the machine can read it. */
final class AgentCommand {
  private static final String MAIN = "dev.muster.agent.Agent";

  /** Where a server announces itself in its data directory; one that comes back may have moved. */
  private static final String ANNOUNCEMENT = "server.json";

  /** Its jar names the others, always in the same order: an AOT cache insists on that. */
  private static final String JAR = "lib/muster-agent.jar";

  private static final String AOT_CACHE = "muster.aot";

  /** Small and quick to start: beside a training process an agent must not be felt. */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx96m",
          "--enable-native-access=ALL-UNNAMED");

  private AgentCommand() {}

  /** The program that runs agents. */
  static Path program(Path agentHome) {
    return agentHome.resolve("runtime/bin/java");
  }

  static List<String> line(Path agentHome, Path data, NodeHome home, Bootstrap bootstrap) {
    List<String> line = new ArrayList<>();
    line.add(program(agentHome).toString());
    line.addAll(JVM);
    Path cache = agentHome.resolve(AOT_CACHE);
    if (Files.isRegularFile(cache)) {
      line.add("-XX:AOTCache=" + cache);
    }
    line.addAll(List.of("-cp", agentHome.resolve(JAR).toString(), MAIN));
    line.addAll(List.of("--server", bootstrap.server().toString()));
    line.addAll(List.of("--claim", home.claim().value()));
    line.addAll(List.of("--node", Integer.toString(home.node())));
    line.addAll(List.of("--home", home.folder().toString()));
    line.addAll(List.of("--environments", data.resolve("environments").toString()));
    line.addAll(List.of("--token-file", home.token().toString()));
    line.addAll(List.of("--server-file", data.resolve(ANNOUNCEMENT).toString()));
    return line;
  }
}
