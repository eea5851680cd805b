package dev.muster.cli;

import dev.muster.cli.terminal.Paper;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Prints answers in the form that was asked for. */
final class Answers {
  private static final Pattern CONTROL =
      Pattern.compile("[\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]");

  /** Ends a command whose answers nobody takes any more. */
  static final class UnreadException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Paper out;
  private final OutputFormat format;

  Answers(Paper out, OutputFormat format) {
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
      case JSON -> out.println(escaped(pretty().writeValueAsString(wire)));
      case YAML -> out.print(yaml(wire));
    }
    out.flush();
  }

  /**
   * Prints one of many answers: a JSON object is one line then, and a YAML one a document.
   *
   * @throws UnreadException when nobody reads any more
   */
  void printOneOfMany(Object wire, Supplier<String> line) {
    switch (format) {
      case TABLE -> out.println(line.get());
      case JSON -> out.println(escaped(JsonMapper.shared().writeValueAsString(wire)));
      case YAML -> out.print("---\n" + yaml(wire));
    }
    if (out.failure().isPresent()) {
      throw new UnreadException();
    }
  }

  /** JSON may have controls beyond ASCII as they are; paper would drop them. */
  private static String escaped(String json) {
    return CONTROL.matcher(json).replaceAll(found -> escape(found.group().charAt(0)));
  }

  private static String escape(char control) {
    return "\\\\u%04x".formatted((int) control);
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
