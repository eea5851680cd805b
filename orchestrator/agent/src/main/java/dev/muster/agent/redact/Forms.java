package dev.muster.agent.redact;

import dev.muster.model.spec.SecretValue;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * How a value may turn up: as it is, each of its lines, and the value as programs like to quote it:
 * in JSON, in an address, in Base64. Nobody can list all: a program that takes its secret apart, or
 * prints it backwards, shows it.
 */
final class Forms {
  private Forms() {}

  /** The bytes to look for; nothing shorter than a value may be. */
  static List<byte[]> of(Collection<String> values) {
    return values.stream()
        .flatMap(value -> of(value).stream())
        .distinct()
        .filter(form -> form.codePointCount(0, form.length()) >= SecretValue.CHARACTERS_MIN)
        .flatMap(form -> encoded(form).stream())
        .toList();
  }

  private static List<String> of(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>(List.of(value));
    forms.addAll(value.lines().toList());
    forms.add(json(value, false));
    forms.add(json(value, true));
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    return forms;
  }

  /** A process gets its variables in the machine's own encoding. */
  private static List<byte[]> encoded(String form) {
    byte[] usual = form.getBytes(StandardCharsets.UTF_8);
    byte[] here = form.getBytes(Charset.forName(System.getProperty("native.encoding")));
    return here.length == usual.length ? List.of(usual) : List.of(usual, here);
  }

  private static String json(String value, boolean asciiOnly) {
    StringBuilder quoted = new StringBuilder();
    value.chars().forEach(it -> quoted.append(json((char) it, asciiOnly)));
    return quoted.toString();
  }

  private static String json(char it, boolean asciiOnly) {
    return switch (it) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          it < ' ' || (asciiOnly && it > '~') ? "\\u%04x".formatted((int) it) : String.valueOf(it);
    };
  }
}
