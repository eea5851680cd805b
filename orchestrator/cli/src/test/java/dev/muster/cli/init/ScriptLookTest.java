package dev.muster.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptLookTest {
  @ParameterizedTest
  @CsvSource({
    "import torch,pytorch,false",
    "from transformers import Trainer,pytorch,true",
    "import accelerate,pytorch,true",
    "import deepspeed,pytorch,true",
    "import tensorflow as tf,none,false",
    "import jax,none,false",
    "import json,none,false",
    "x = os.environ['LOCAL_RANK'],none,true"
  })
  void theFrameworkIsWhatIsImported(String line, String framework, boolean ranked) {
    ScriptLook look = ScriptLook.at("train.py", "import os\n" + line + "\n");

    assertThat(look.framework()).isEqualTo(framework);
    assertThat(look.ranked()).isEqualTo(ranked);
  }

  @Test
  void aShellScriptThatCallsTorchrunStartsItsOwnRanks() {
    ScriptLook look = ScriptLook.at("train.sh", "torchrun --nproc-per-node 2 train.py\n");

    assertThat(look.launches()).isTrue();
    assertThat(look.framework()).isEqualTo("pytorch");
  }

  @Test
  void argumentsThatItDoesNotStartWithoutAreToldApart() {
    ScriptLook look =
        ScriptLook.at(
            "train.py",
            """
            parser.add_argument("corpus")
            parser.add_argument("--data", type=str,
                                required=True)
            parser.add_argument('--epochs', default=3)
            """);

    assertThat(look.required()).containsExactly("corpus", "--data");
    assertThat(look.optional()).containsExactly("--epochs");
  }

  @ParameterizedTest
  @CsvSource({"My Model (v2),my-model-v2", "Größe,gro-e", "___,training", "a,a"})
  void aJobIsCalledAfterItsFolder(String folder, String name) {
    String told = Draft.nameOf(folder);

    assertThat(told).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    assertThat(new String(told.getBytes(StandardCharsets.UTF_8), StandardCharsets.US_ASCII))
        .isEqualTo(folder.startsWith("Gr") ? told : name);
  }
}
