package dev.muster.store.json;

import dev.muster.model.agent.RankReport;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.CheckpointSpec;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.RecoverySpec;
import dev.muster.model.spec.Resources;
import dev.muster.model.spec.Timing;
import dev.muster.spi.NodeSize;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands for fields that rows of earlier versions do not have, where neither null nor an empty
 * collection would be right.
 */
final class AbsentFields {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Map<Class<?>, ObjectNode> DEFAULTS =
      Map.of(
          JobSpec.class, job(),
          NodeSize.class, JSON.objectNode().put("diskBytes", 0),
          Resources.class, JSON.objectNode().put("diskBytes", 0),
          CheckpointSpec.class,
              JSON.objectNode()
                  .put("keep", CheckpointSpec.KEEP)
                  .put("signal", CheckpointSpec.SIGNAL),
          JobState.Draining.class, JSON.objectNode().put("then", "finish").put("manner", "gently"),
          RankReport.class, JSON.objectNode().put("outOfMemory", false));

  private AbsentFields() {}

  /** Teaches Jackson the defaults. */
  static SimpleModule module() {
    return new SimpleModule("absent-fields").setDeserializerModifier(new Modifier());
  }

  private static ObjectNode job() {
    ObjectNode timing = JSON.objectNode().put("priority", Timing.NORMAL);
    timing.set("deadlines", JSON.objectNode());
    ObjectNode job = JSON.objectNode().put("launcher", "rank");
    job.set("timing", timing);
    job.set("recovery", recovery());
    return job;
  }

  private static ObjectNode recovery() {
    return JSON.objectNode().put("maxRestarts", RecoverySpec.DEFAULT.maxRestarts());
  }

  private static final class Modifier extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public ValueDeserializer<?> modifyDeserializer(
        DeserializationConfig config,
        BeanDescription.Supplier description,
        ValueDeserializer<?> plain) {
      ObjectNode defaults = DEFAULTS.get(description.getBeanClass());
      return defaults == null ? plain : new Filling(plain, defaults);
    }
  }

  /** Reads an object as if it had all fields. */
  private static final class Filling extends DelegatingDeserializer {
    private final transient ObjectNode defaults;

    Filling(ValueDeserializer<?> plain, ObjectNode defaults) {
      super(plain);
      this.defaults = defaults;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> other) {
      return new Filling(other, defaults);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) {
      ObjectNode whole = defaults.deepCopy();
      JsonNode there = context.readTree(json);
      there.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
      JsonParser filled = whole.traverse(context);
      filled.nextToken();
      return super.deserialize(filled, context);
    }
  }
}
