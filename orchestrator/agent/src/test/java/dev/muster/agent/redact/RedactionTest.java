package dev.muster.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.process.Sink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @Test
  void letsEverythingPassWhereNothingIsSecret() {
    Sink sink = (buffer, length) -> {};
    assertThat(Redaction.NONE.before(sink)).isSameAs(sink);
    assertThat(Redaction.of(List.of()).before(sink)).isSameAs(sink);
  }

  @Test
  void putsStarsInThePlaceOfAValue() {
    assertThat(redacted("token=hunter2hunter2; again hunter2hunter2!\n", "hunter2hunter2"))
        .isEqualTo("token=***; again ***!\n");
  }

  @Test
  void prefersTheLongerOfTwoValues() {
    assertThat(redacted("pass password passwort", "pass", "password")).isEqualTo("*** *** ***wort");
  }

  @Test
  void showsNoRestOfValuesThatOverlap() {
    assertThat(redacted("<abcdefghi>", "abcdef", "defghi")).isEqualTo("<***>");
    assertThat(redacted("<xabcdey>", "abcd", "xabcdeyz")).isEqualTo("<x***ey>");
  }

  @Test
  void takesAwayEachLineOfAValueThatHasSeveral() {
    assertThat(redacted("got line one, then\nline two\nab\n", "line one\nline two\nab"))
        .isEqualTo("got ***, then\n***\nab\n");
  }

  @Test
  void knowsAValueThatWasQuoted() {
    String value = "pa\"ss wörd/+";
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    assertThat(redacted("{\"k\": \"pa\\\"ss wörd/+\"}", value)).isEqualTo("{\"k\": \"***\"}");
    assertThat(redacted("{\"k\": \"pa\\\"ss w\\u00f6rd/+\"}", value)).isEqualTo("{\"k\": \"***\"}");
    assertThat(redacted("http://u:pa%22ss+w%C3%B6rd%2F%2B@host", value))
        .isEqualTo("http://u:***@host");
    assertThat(redacted("http://u:pa%22ss%20w%C3%B6rd%2F%2B@host", value))
        .isEqualTo("http://u:***@host");
    assertThat(redacted("Basic " + Base64.getEncoder().encodeToString(bytes) + ".", value))
        .startsWith("Basic ***")
        .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }

  @Test
  void holdsBackNoMoreThanWhatMayBeTheBeginningOfAValue() {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    Sink sink = Redaction.of(List.of("secret")).before(into(seen));
    print(sink, "step 1\nse");
    assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("step 1\n");
    print(sink, "cond\nsec");
    assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("step 1\nsecond\n");
    sink.end();
    assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("step 1\nsecond\nsec");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsTheSameHoweverTheStreamIsCut(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<String> values = values(random);
      byte[] text = text(random, values);
      ByteArrayOutputStream seen = new ByteArrayOutputStream();
      Sink sink = Redaction.of(values).before(into(seen));
      cut(random, text, sink);
      assertThat(seen.toString(StandardCharsets.ISO_8859_1))
          .as("seed %d round %d: values %s", seed, round, values)
          .isEqualTo(plainly(text, values));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void masksInPlaceWithoutMovingAnything(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<String> values = values(random);
      byte[] text = text(random, values);
      byte[] masked = Redaction.of(values).masked(text);
      boolean[] secret = secret(text, values);
      assertThat(masked).hasSameSizeAs(text);
      for (int i = 0; i < text.length; i++) {
        assertThat(masked[i]).isEqualTo(secret[i] ? (byte) '*' : text[i]);
      }
    }
  }

  /** Few letters, so that values overlap and begin like each other. */
  private static List<String> values(Random random) {
    List<String> values = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      values.add(letters(random, random.nextInt(4, 9)));
    }
    return values;
  }

  private static byte[] text(Random random, List<String> values) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(letters(random, random.nextInt(8)));
      text.append(random.nextBoolean() ? values.get(random.nextInt(values.size())) : "\n");
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String letters(Random random, int count) {
    StringBuilder letters = new StringBuilder();
    random.ints(count, 0, 3).forEach(it -> letters.append((char) ('a' + it)));
    return letters.toString();
  }

  private static void cut(Random random, byte[] text, Sink sink) {
    int from = 0;
    while (from < text.length) {
      int length = Math.min(text.length - from, random.nextInt(1, 7));
      byte[] piece = new byte[length + 3];
      System.arraycopy(text, from, piece, 0, length);
      sink.accept(piece, length);
      from += length;
    }
    sink.end();
  }

  /** What should come out, found the slow way. */
  private static String plainly(byte[] text, List<String> values) {
    boolean[] secret = secret(text, values);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length; i++) {
      if (!secret[i]) {
        out.append((char) text[i]);
      } else if (i == 0 || !secret[i - 1]) {
        out.append("***");
      }
    }
    return out.toString();
  }

  private static boolean[] secret(byte[] text, List<String> values) {
    String whole = new String(text, StandardCharsets.ISO_8859_1);
    boolean[] secret = new boolean[text.length];
    for (String form : allForms(values)) {
      for (int at = whole.indexOf(form); at >= 0; at = whole.indexOf(form, at + 1)) {
        Arrays.fill(secret, at, at + form.length(), true);
      }
    }
    return secret;
  }

  private static List<String> allForms(List<String> values) {
    return Forms.of(values).stream()
        .map(it -> new String(it, StandardCharsets.ISO_8859_1))
        .toList();
  }

  private static String redacted(String text, String... values) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    Sink sink = Redaction.of(List.of(values)).before(into(seen));
    print(sink, text);
    sink.end();
    return seen.toString(StandardCharsets.UTF_8);
  }

  private static Sink into(ByteArrayOutputStream seen) {
    return (buffer, length) -> seen.write(buffer, 0, length);
  }

  private static void print(Sink sink, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sink.accept(bytes, bytes.length);
  }
}
