package dev.muster.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muster.model.plan.Coordinates;
import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.MicrobatchSchedule;
import dev.muster.model.plan.Plan;
import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.plan.Stage;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlannerTest {

  @Test
  void cutsGptNanoIntoTwoPipelinesOfTwoStages() {
    Plan plan = Jobs.gptNano().plan();
    assertThat(plan.mesh()).isEqualTo(Mesh.of(2, 2));
    assertThat(plan.stages()).extracting(Stage::firstLayer).containsExactly(0, 2);
    assertThat(plan.stages()).extracting(Stage::lastLayer).containsExactly(1, 3);
    assertThat(plan.schedule()).isEqualTo(new MicrobatchSchedule(ScheduleKind.ONE_F_ONE_B, 8, 2));
  }

  @Test
  void putsEmbeddingFirstAndHeadLast() {
    List<Stage> stages = Jobs.gptNano().mesh(1, 4).plan().stages();
    assertThat(stages).extracting(Stage::embedding).containsExactly(true, false, false, false);
    assertThat(stages).extracting(Stage::head).containsExactly(false, false, false, true);
  }

  @Test
  void ranksOfOneStageFollowEachOther() {
    Mesh mesh = Jobs.gptNano().plan().mesh();
    assertThat(IntStream.range(0, 4).mapToObj(mesh::of))
        .extracting(Coordinates::pipeline)
        .containsExactly(0, 0, 1, 1);
  }

  @Test
  void relievesTheLastStageOfLayersWhenTheHeadIsHeavy() {
    List<Stage> stages =
        Jobs.gptNano().model(Jobs.LLAMA_8B).mesh(1, 4).globalBatch(16).plan().stages();
    assertThat(stages).extracting(Stage::layers).containsExactly(8, 9, 9, 6);
  }

  @Test
  void autoIsPureDataParallelismAndSaysSo() {
    Plan plan = Jobs.gptNano().auto().plan();
    assertThat(plan.mesh()).isEqualTo(Mesh.of(4, 1));
    assertThat(plan.notes()).anyMatch(note -> note.contains("pure data parallelism, data 4"));
  }

  @Test
  void withoutAShapeThereAreNoStagesAndANoteSaysWhoCuts() {
    Plan plan = Jobs.gptNano().model(null).plan();
    assertThat(plan.stages()).isEmpty();
    assertThat(plan.notes()).anyMatch(note -> note.startsWith("model.shape is not given"));
  }

  @Test
  void withoutABatchThereIsNoScheduleAndANoteSaysWhoChooses() {
    Plan plan = Jobs.gptNano().training(null).plan();
    assertThat(plan.schedule()).isNull();
    assertThat(plan.notes()).anyMatch(note -> note.startsWith("training.globalBatch is not given"));
  }

  @Test
  void takesTheMicrobatchThatIsGiven() {
    assertThat(Jobs.gptNano().mesh(2, 2, 4).plan().schedule())
        .isEqualTo(new MicrobatchSchedule(ScheduleKind.ONE_F_ONE_B, 4, 4));
  }

  @Test
  void takesTheWholeShareWhereNoPipelineWaits() {
    assertThat(Objects.requireNonNull(Jobs.gptNano().auto().plan().schedule()).microbatches())
        .isEqualTo(1);
  }

  @Test
  void takesSingleSequencesWhenTheShareIsTooSmallToFillThePipeline() {
    assertThat(Jobs.gptNano().globalBatch(6).plan().schedule())
        .isEqualTo(new MicrobatchSchedule(ScheduleKind.ONE_F_ONE_B, 3, 1));
  }

  @Test
  void saysWhenMicrobatchesAreFewerThanStages() {
    assertThat(Jobs.gptNano().globalBatch(2).plan().notes())
        .anyMatch(note -> note.startsWith("microbatches 1 are fewer than stages 2"));
  }

  @Test
  void refusesAMeshOfAnotherSizeThanTheGang() {
    Refusal refusal = Jobs.gptNano().mesh(2, 3).refusals().getFirst();
    assertThat(refusal.pointer()).isEqualTo("/spec/parallelism");
    assertThat(refusal.detail())
        .isEqualTo("data 2 × pipeline 3 makes 6 ranks, but nodes 2 × 2 ranks each are 4");
    assertThat(refusal.nearest()).startsWith("data 2 × pipeline 2");
  }

  @Test
  void refusesAMeshWhoseSizeOverflows() {
    assertThat(Jobs.gptNano().mesh(65_536, 65_536).refusals()).isNotEmpty();
  }

  @Test
  void refusesMoreStagesThanLayers() {
    Refusal refusal = Jobs.gptNano().ranks(2, 4).mesh(1, 8).refusals().getFirst();
    assertThat(refusal.pointer()).isEqualTo("/spec/parallelism/pipeline");
    assertThat(refusal.detail()).contains("pipeline 8", "layers 4");
    assertThat(refusal.nearest()).startsWith("data 2 × pipeline 4");
  }

  @Test
  void refusesABatchThatDoesNotComeOutEvenAndOffersTheNextOnes() {
    Refusal refusal = Jobs.gptNano().globalBatch(34).mesh(2, 2, 2).refusals().getFirst();
    assertThat(refusal.pointer()).isEqualTo("/spec/training/globalBatch");
    assertThat(refusal.detail())
        .isEqualTo("globalBatch 34 is not a multiple of 4 (data 2 × microbatch 2)");
    assertThat(refusal.nearest()).contains("globalBatch 32", "globalBatch 36");
  }

  @Test
  void refusesAMicrobatchOfNothing() {
    Refusal refusal = Jobs.gptNano().training(null).mesh(2, 2, 4).refusals().getFirst();
    assertThat(refusal.pointer()).isEqualTo("/spec/parallelism/microbatch");
    assertThat(refusal.nearest()).containsExactly("no microbatch");
  }

  @Test
  void namesEverythingThatIsWrongWithAMeshAtOnce() {
    assertThat(Jobs.gptNano().mesh(2, 8).refusals())
        .extracting(Refusal::pointer)
        .containsExactly("/spec/parallelism", "/spec/parallelism/pipeline");
  }

  @Test
  void sharesOfTheCostAreThoseOfTheWholeModel() {
    List<Stage> stages = Jobs.gptNano().plan().stages();
    assertThat(stages.getFirst().costShare()).isCloseTo(852_224 / 1_769_728.0, within(1e-12));
    assertThat(stages.getLast().costShare()).isGreaterThan(0.5);
  }
}
