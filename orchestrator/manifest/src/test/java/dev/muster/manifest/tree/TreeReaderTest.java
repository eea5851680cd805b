package dev.muster.manifest.tree;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TreeReaderTest {
  private final Problems problems = new Problems();

  @Test
  void kinds_are_those_of_the_core_schema() {
    assertThat(kind("12")).isEqualTo(Scalar.Kind.WHOLE);
    assertThat(kind("0x1F")).isEqualTo(Scalar.Kind.WHOLE);
    assertThat(kind("1e-3")).isEqualTo(Scalar.Kind.DECIMAL);
    assertThat(kind("True")).isEqualTo(Scalar.Kind.TRUTH);
    assertThat(kind("~")).isEqualTo(Scalar.Kind.NOTHING);
    assertThat(kind("yes")).isEqualTo(Scalar.Kind.TEXT);
    assertThat(kind("'12'")).isEqualTo(Scalar.Kind.TEXT);
  }

  @Test
  void a_node_knows_its_place_and_pointer() {
    Mapping root = (Mapping) read("a:\n  - b/c~d: é😀 x\n");
    Sequence list = (Sequence) requireNonNull(root.get("a"));
    Node value = requireNonNull(((Mapping) list.items().getFirst()).get("b/c~d"));
    assertThat(value.place()).isEqualTo(new Place(2, 12));
    assertThat(value.pointer().text()).isEqualTo("/a/0/b~1c~0d");
    assertThat(value.pointer().dotted()).isEqualTo("a[0].b/c~d");
  }

  @Test
  void a_file_may_have_a_mebibyte_and_no_more() {
    String line = "# " + "x".repeat(1021) + "\n";
    assertThat(TreeReader.read(line.repeat(1023) + "a: 1", problems)).isNotNull();
    assertThat(problems.isEmpty()).isTrue();
    assertThat(TreeReader.read(line.repeat(1024) + "a: 1", problems)).isNull();
    assertThat(message()).isEqualTo("1048580 bytes (expected: at most 1048576)");
  }

  @Test
  void bytes_are_measured_before_they_are_decoded() {
    assertThat(TreeReader.decode(new byte[TreeReader.MAX_BYTES + 1], problems)).isNull();
    assertThat(message()).isEqualTo("1048577 bytes (expected: at most 1048576)");
  }

  @Test
  void deep_nesting_ends_the_reading() {
    assertThat(TreeReader.read("[".repeat(100_000), problems)).isNull();
    assertThat(message()).isEqualTo("nested too deep (expected: at most 32 levels)");
  }

  @Test
  void very_many_values_end_the_reading() {
    assertThat(TreeReader.read("- a\n".repeat(20_000), problems)).isNull();
    assertThat(message()).isEqualTo("too many values (expected: at most 20000)");
  }

  @Test
  void many_aliases_do_not_multiply() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(TreeReader.read(text.toString(), problems)).isNotNull();
    assertThat(problems.inFileOrder()).hasSize(30 + 29 * 3);
  }

  @Test
  void a_character_far_into_the_file_is_found_where_it_stands() {
    String text = "# 😀 comment\n".repeat(5000) + "name: a\u0007b\n";
    assertThat(TreeReader.read(text, problems)).isNull();
    assertThat(problems.inFileOrder())
        .singleElement()
        .extracting(Problem::place)
        .isEqualTo(new Place(5001, 8));
  }

  @Test
  void a_byte_that_is_not_utf_8_is_found_where_it_stands() {
    byte[] bytes = "é: 1\nab: é".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = 'x';
    assertThat(TreeReader.decode(bytes, problems)).isNull();
    assertThat(problems.inFileOrder())
        .singleElement()
        .extracting(Problem::place)
        .isEqualTo(new Place(2, 5));
  }

  private Scalar.Kind kind(String text) {
    return ((Scalar) ((Sequence) read("- " + text)).items().getFirst()).kind();
  }

  private Node read(String text) {
    return requireNonNull(TreeReader.read(text, problems));
  }

  private String message() {
    return problems.inFileOrder().getFirst().message();
  }
}
