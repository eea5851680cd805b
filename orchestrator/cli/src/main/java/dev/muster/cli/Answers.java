package dev.muster.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Prints answers in the form that was asked for. */
final class Answers {
  private final PrintWriter out;
  private final OutputFormat format;

  Answers(PrintWriter out, OutputFormat format) {
    this.out = out;
    this.format = format;
  }

  /** Whether people read it. */
  boolean forPeople() {
    return format == OutputFormat.TABLE;
  }

  /**
   * Prints an answer.
   *
   * @param wire the object of the REST interface
   * @param lines the same for people
   */
  void print(Object wire, Supplier<List<String>> lines) {
    switch (format) {
      case TABLE -> lines.get().forEach(out::println);
      case JSON -> out.println(pretty().writeValueAsString(wire));
      case YAML -> out.print(yaml(wire));
    }
    out.flush();
  }

  /** Prints one of many answers: a JSON object is one line then, and a YAML one a document. */
  void printOneOfMany(Object wire, Supplier<String> line) {
    switch (format) {
      case TABLE -> out.println(line.get());
      case JSON -> out.println(JsonMapper.shared().writeValueAsString(wire));
      case YAML -> out.print("---\n" + yaml(wire));
    }
    out.flush();
  }

  private static ObjectWriter pretty() {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter();
  }

  private static String yaml(Object wire) {
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setIndicatorIndent(0).build();
    Object tree = JsonMapper.shared().convertValue(wire, Object.class);
    return new Dump(settings).dumpToString(tree);
  }
}
