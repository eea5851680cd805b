package dev.muster.store.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muster.model.JobId;
import dev.muster.model.agent.WorkerPhase;
import dev.muster.model.plan.ScheduleKind;
import dev.muster.model.run.Outcome;
import dev.muster.model.run.StopManner;
import dev.muster.model.run.Then;
import dev.muster.model.run.Verdict;
import dev.muster.model.spec.Framework;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.spi.ClaimId;
import dev.muster.spi.FaultCode;
import dev.muster.spi.ProviderId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns values into the JSON of columns and back. Ids and enums are their words, variants of sealed
 * types carry {@code "type"}, times and durations are ISO 8601, absent fields are null, and absent
 * collections are empty; {@link AbsentFields} says what stands for those of earlier versions.
 */
public final class RowJson {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JsonMapper mapper = mapper();

  public String write(Object value) {
    if (value instanceof Collection<?> items && items.isEmpty()) {
      return "[]";
    }
    if (value instanceof Map<?, ?> entries && entries.isEmpty()) {
      return "{}";
    }
    return mapper.writeValueAsString(value);
  }

  public <T> T read(String json, Class<T> type) {
    return mapper.readValue(json, type);
  }

  /** Reads an array. */
  public <T> List<T> readList(String json, Class<T> type) {
    return mapper.readerForListOf(type).readValue(json);
  }

  /** Reads an object of texts. */
  public Map<String, String> readTexts(String json) {
    return mapper.readValue(json, TEXTS);
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder = JsonMapper.builder();
    Variants.SEALED.forEach(type -> builder.addMixIn(type, Variants.Tagged.class));
    return builder
        .registerSubtypes(Variants.named())
        .addModule(words())
        .addModule(AbsentFields.module())
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .changeDefaultPropertyInclusion(
            always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
        .withConfigOverride(List.class, RowJson::emptyWhenAbsent)
        .withConfigOverride(Map.class, RowJson::emptyWhenAbsent)
        .build();
  }

  private static void emptyWhenAbsent(MutableConfigOverride collections) {
    collections.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  private static WordModule words() {
    return new WordModule()
        .with(new Words<>(JobId.class, JobId::value, JobId::new))
        .with(new Words<>(ClaimId.class, ClaimId::value, ClaimId::new))
        .with(new Words<>(ProviderId.class, ProviderId::value, ProviderId::new))
        .with(new Words<>(FaultCode.class, FaultCode::word, FaultCode::ofWord))
        .with(Words.of(ScheduleKind.class, ScheduleKind::word))
        .with(Words.of(Framework.class))
        .with(Words.of(Launcher.class))
        .with(Words.of(Outcome.class))
        .with(Words.of(Verdict.class))
        .with(Words.of(WorkerPhase.class))
        .with(Words.of(Then.class))
        .with(Words.of(StopManner.class))
        .with(Words.of(RecoveryRule.Action.class))
        .with(Words.of(RecoveryRule.Comparison.class));
  }
}
