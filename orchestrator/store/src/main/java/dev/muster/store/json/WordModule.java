package dev.muster.store.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Teaches Jackson to write values as their words. */
final class WordModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  WordModule() {
    super("words");
  }

  <T> WordModule with(Words<T> words) {
    addSerializer(words.type(), new Writing<>(words));
    addDeserializer(words.type(), new Reading<>(words));
    return this;
  }

  private static final class Writing<T> extends StdSerializer<T> {
    private final Words<T> words;

    Writing(Words<T> words) {
      super(words.type());
      this.words = words;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
      json.writeString(words.word().apply(value));
    }
  }

  private static final class Reading<T> extends StdDeserializer<T> {
    private final Words<T> words;

    Reading(Words<T> words) {
      super(words.type());
      this.words = words;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
      return words.value().apply(json.getString());
    }
  }
}
