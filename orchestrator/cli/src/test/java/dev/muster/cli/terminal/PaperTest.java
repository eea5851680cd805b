package dev.muster.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.text.Clip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PaperTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void whatATerminalWouldActOnDoesNotPass() {
    Paper paper = Paper.on(out);
    paper.println("a\u001b]0;title\u0007b\u001b[2Jc\rd\u009b31me\u202ef\u007f");

    assertThat(text()).isEqualTo("a ]0;title b [2Jc d 31me f \n");
  }

  @Test
  void ourOwnColoursLinesAndTabsPass() {
    Paper paper = Paper.on(out);
    paper.print("\u001b[1mname\u001b[0m\t\u001b[31mfailed\u001b[0m\n");
    paper.flush();

    assertThat(text()).isEqualTo("\u001b[1mname\u001b[0m\t\u001b[31mfailed\u001b[0m\n");
  }

  @Test
  void coloursThatAreNotOursDoNotPass() {
    Paper paper = Paper.on(out);
    paper.println("\u001b[8mhidden\u001b[31;5mblink");

    assertThat(text()).isEqualTo(" [8mhidden [31;5mblink\n");
  }

  @Test
  void aTerminalOfAsciiIsSentNoSignsOfOursButTheLettersOfOthers() {
    Paper paper = Paper.ofAscii(out);
    paper.println("loss 5 → 2 … data 2 × pipeline 2 █░ für");

    assertThat(text()).isEqualTo("loss 5 -> 2 ... data 2 x pipeline 2 #. für\n");
  }

  @Test
  void whyNothingCouldBeWrittenIsRemembered() {
    Paper paper =
        Paper.on(
            new OutputStream() {
              @Override
              public void write(int next) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    assertThat(paper.failure()).isEmpty();

    paper.println("x");

    assertThat(paper.failure()).get().extracting(Throwable::getMessage).asString().contains("No s");
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatAProgramWroteForATerminalIsTextWithoutItsEscapes() {
    assertThat(
            Clip.written(
                "\u001b[32mgreen\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007\r\n"
                    + " 1%\r"
                    + " 2%\r\r\n"))
        .isEqualTo("green link\n 1%\n 2%\n");
  }
}
