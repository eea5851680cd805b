package dev.muster.manifest.value;

import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.Scalar;
import org.jspecify.annotations.Nullable;

/** A type whose values are written as one scalar. */
public interface ScalarType<T> extends ValueType<T> {
  /** The value of a scalar, or why it has none. */
  Parsed<T> parse(Scalar scalar);

  @Override
  default @Nullable T read(Node node, Problems problems) {
    Parsed<T> parsed = node instanceof Scalar scalar ? parse(scalar) : Parsed.wrong();
    return switch (parsed) {
      case Parsed.Good<T> good -> good.value();
      case Parsed.Wrong<T> wrong -> {
        problems.add(Problem.wrong(node, expectation(), wrong.suggestion()));
        yield null;
      }
      case Parsed.Unsupported<T> unsupported -> {
        problems.add(
            Problem.unsupported(node.place(), node, unsupported.what(), unsupported.instead()));
        yield null;
      }
    };
  }
}
