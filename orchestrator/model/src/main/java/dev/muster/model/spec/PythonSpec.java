package dev.muster.model.spec;

import org.jspecify.annotations.Nullable;

/**
 * The Python environment of a job, built once per node and content, reused after.
 *
 * @param requirements requirements file, relative to the working directory; null without one
 * @param version version specifier the interpreter must satisfy, for example {@code >=3.10}; null
 *     for any
 * @param interpreter path of the interpreter; null for the one of the person who submits
 */
public record PythonSpec(
    @Nullable String requirements, @Nullable String version, @Nullable String interpreter) {}
