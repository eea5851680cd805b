package dev.muster.server.web;

import dev.muster.api.ArtifactView;
import dev.muster.api.AttemptView;
import dev.muster.api.BlockerView;
import dev.muster.api.CauseView;
import dev.muster.api.CheckpointList;
import dev.muster.api.CheckpointView;
import dev.muster.api.DeadlinesView;
import dev.muster.api.Difference;
import dev.muster.api.EventList;
import dev.muster.api.EventView;
import dev.muster.api.ExplanationView;
import dev.muster.api.FieldError;
import dev.muster.api.FilesView;
import dev.muster.api.JobList;
import dev.muster.api.JobView;
import dev.muster.api.LimitsView;
import dev.muster.api.MeshView;
import dev.muster.api.MetricsView;
import dev.muster.api.PlanView;
import dev.muster.api.PointView;
import dev.muster.api.Problem;
import dev.muster.api.ProgressView;
import dev.muster.api.PruneOrder;
import dev.muster.api.PruneView;
import dev.muster.api.PrunedView;
import dev.muster.api.RankList;
import dev.muster.api.RankView;
import dev.muster.api.ResumptionView;
import dev.muster.api.ScheduleView;
import dev.muster.api.SecretView;
import dev.muster.api.SeriesView;
import dev.muster.api.ServerInfo;
import dev.muster.api.ServerStatus;
import dev.muster.api.SignInView;
import dev.muster.api.StageView;
import dev.muster.api.StopView;
import dev.muster.api.TrialList;
import dev.muster.api.TrialView;
import dev.muster.api.WorkerList;
import dev.muster.api.WorkerView;
import dev.muster.model.agent.Chore;
import dev.muster.model.agent.ChoreReport;
import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Hello;
import dev.muster.model.agent.Inventory;
import dev.muster.model.agent.Launch;
import dev.muster.model.agent.LogMatch;
import dev.muster.model.agent.LogPattern;
import dev.muster.model.agent.Preparation;
import dev.muster.model.agent.ProgressChunk;
import dev.muster.model.agent.RankLaunch;
import dev.muster.model.agent.RankReport;
import dev.muster.model.agent.Secrets;
import dev.muster.model.agent.Welcome;
import dev.muster.model.agent.WorkerFault;
import dev.muster.model.agent.WorkerReport;
import dev.muster.model.run.CheckpointContent;
import dev.muster.model.spec.PythonSpec;
import io.micronaut.serde.annotation.SerdeImport;

/** Which foreign records go over the wire; they bear no annotations of their own. */
@SerdeImport(ArtifactView.class)
@SerdeImport(AttemptView.class)
@SerdeImport(BlockerView.class)
@SerdeImport(CauseView.class)
@SerdeImport(CheckpointList.class)
@SerdeImport(CheckpointView.class)
@SerdeImport(DeadlinesView.class)
@SerdeImport(Difference.class)
@SerdeImport(EventList.class)
@SerdeImport(EventView.class)
@SerdeImport(ExplanationView.class)
@SerdeImport(FieldError.class)
@SerdeImport(FilesView.class)
@SerdeImport(JobList.class)
@SerdeImport(JobView.class)
@SerdeImport(LimitsView.class)
@SerdeImport(MeshView.class)
@SerdeImport(MetricsView.class)
@SerdeImport(PlanView.class)
@SerdeImport(PointView.class)
@SerdeImport(Problem.class)
@SerdeImport(ProgressView.class)
@SerdeImport(RankList.class)
@SerdeImport(RankView.class)
@SerdeImport(PruneOrder.class)
@SerdeImport(PruneView.class)
@SerdeImport(PrunedView.class)
@SerdeImport(ResumptionView.class)
@SerdeImport(ScheduleView.class)
@SerdeImport(SecretView.class)
@SerdeImport(SeriesView.class)
@SerdeImport(ServerInfo.class)
@SerdeImport(ServerStatus.class)
@SerdeImport(SignInView.class)
@SerdeImport(StageView.class)
@SerdeImport(StopView.class)
@SerdeImport(TrialList.class)
@SerdeImport(TrialView.class)
@SerdeImport(WorkerList.class)
@SerdeImport(WorkerView.class)
@SerdeImport(CheckpointContent.class)
@SerdeImport(Chore.class)
@SerdeImport(ChoreReport.class)
@SerdeImport(Directive.class)
@SerdeImport(Hello.class)
@SerdeImport(Inventory.class)
@SerdeImport(Launch.class)
@SerdeImport(LogMatch.class)
@SerdeImport(LogPattern.class)
@SerdeImport(Preparation.class)
@SerdeImport(ProgressChunk.class)
@SerdeImport(RankLaunch.class)
@SerdeImport(RankReport.class)
@SerdeImport(Secrets.class)
@SerdeImport(Welcome.class)
@SerdeImport(WorkerFault.class)
@SerdeImport(WorkerReport.class)
@SerdeImport(PythonSpec.class)
final class WireRecords {
  private WireRecords() {}
}
