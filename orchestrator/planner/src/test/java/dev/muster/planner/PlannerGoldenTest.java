package dev.muster.planner;

import static java.util.Map.entry;

import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.ModelShape;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Training;
import dev.muster.spi.Accelerator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerGoldenTest {

  private static final Training PRETRAINING =
      new Training(512, 4096, "bf16", "adamw", 20_000_000_000L);

  static List<Map.Entry<String, Jobs>> jobs() {
    Jobs nano = Jobs.gptNano();
    return List.of(
        entry("gpt-nano", nano),
        entry("gpt-nano-one-rank", nano.ranks(1, 1).mesh(1, 1)),
        entry("gpt-nano-one-node", nano.ranks(1, 4)),
        entry("gpt-nano-gpipe", nano.parallelism(gpipe(1, 4, 4))),
        entry("gpt-nano-auto", nano.auto()),
        entry("gpt-nano-endless", nano.globalBatch(32).checkpoint(scriptsChoice())),
        entry("gpt-nano-starved", nano.globalBatch(2)),
        entry("llama-8b-on-64", llama().mesh(16, 4)),
        entry("llama-8b-deep", llama().ranks(2, 8).mesh(1, 16)),
        entry("huge-vocabulary", nano.model(hugeVocabulary()).ranks(1, 4).mesh(1, 4)),
        entry("no-model", nano.model(null)),
        entry("no-training", nano.training(null)),
        entry("command-only", nano.framework(Framework.NONE).model(null).training(null).auto()),
        entry("refused-product", nano.mesh(2, 3)),
        entry("refused-stages", nano.ranks(2, 4).mesh(1, 8)),
        entry("refused-product-and-stages", nano.mesh(2, 8)),
        entry("refused-batch", nano.globalBatch(34).mesh(2, 2, 2)),
        entry("refused-microbatch", nano.mesh(2, 2, 3)),
        entry("refused-auto-batch", nano.ranks(3, 4).auto()),
        entry("refused-tiny-batch", nano.globalBatch(1).layers(2)),
        entry("refused-microbatch-of-nothing", nano.training(null).mesh(2, 2, 4)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void answersAsBefore(Map.Entry<String, Jobs> job) {
    Golden.check(job.getKey() + ".json", answer(job.getValue()));
  }

  private static String answer(Jobs job) {
    return switch (job.planning()) {
      case Planning.Planned planned -> PlanFile.json(job.spec(), planned.plan());
      case Planning.Refused refused -> Json.write(readable(refused.refusals()));
    };
  }

  private static List<Map<String, Object>> readable(List<Refusal> refusals) {
    return refusals.stream().map(PlannerGoldenTest::readable).toList();
  }

  private static Map<String, Object> readable(Refusal refusal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pointer", refusal.pointer());
    json.put("detail", refusal.detail());
    json.put("nearest", refusal.nearest());
    return json;
  }

  private static Jobs llama() {
    Resources eightEach = new Resources(8, 8, new Accelerator("H100", 8), 64, 512L << 30);
    return Jobs.gptNano().resources(eightEach).model(Jobs.LLAMA_8B).training(PRETRAINING);
  }

  private static ModelShape hugeVocabulary() {
    return new ModelShape(9, 128, 4, 4, 512, 50_000, 32, true, false);
  }

  private static Parallelism gpipe(int data, int pipeline, int microbatch) {
    return new Parallelism.Fixed(data, pipeline, microbatch, ScheduleKind.GPIPE);
  }

  private static CheckpointSpec scriptsChoice() {
    return new CheckpointSpec("/srv/\"ck\"\\pt", null, Duration.ofMinutes(2), null, 3, "SIGUSR1");
  }
}
