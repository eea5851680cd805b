package dev.muster.manifest.value;

import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import dev.muster.model.spec.Command;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program with its arguments as a list, or a line for the shell. */
public record CommandType() implements ValueType<Command> {
  private static final int MAX_ARGUMENTS = 1024;

  @Override
  public String expectation() {
    return "a shell command, or a list of a program and at most %d arguments"
        .formatted(MAX_ARGUMENTS);
  }

  @Override
  public @Nullable Command read(Node node, Problems problems) {
    if (!(node instanceof Sequence list)) {
      return shell(node, problems);
    }
    if (list.items().isEmpty() || list.items().size() > MAX_ARGUMENTS + 1) {
      problems.add(Problem.wrong(node, expectation(), null));
      return null;
    }
    return arguments(list.items(), problems);
  }

  private @Nullable Command shell(Node node, Problems problems) {
    if (node instanceof Scalar line
        && Text.SHELL_LINE.parse(line) instanceof Parsed.Good<String>(String text)) {
      return Command.shell(text);
    }
    problems.add(Problem.wrong(node, expectation(), null));
    return null;
  }

  private static @Nullable Command arguments(List<Node> items, Problems problems) {
    List<String> arguments = new ArrayList<>();
    for (Node item : items) {
      String argument = Argument.TYPE.read(item, problems);
      if (argument != null) {
        arguments.add(argument);
      }
    }
    return arguments.size() == items.size() ? new Command(arguments) : null;
  }

  @Override
  public Schema schema() {
    return Schema.any(
        Text.SHELL_LINE.schema(),
        Schema.type("array")
            .with("minItems", 1)
            .with("maxItems", MAX_ARGUMENTS + 1)
            .with("items", Argument.TYPE.schema()));
  }
}
