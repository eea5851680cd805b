package dev.muster.api;

import org.jspecify.annotations.Nullable;

/**
 * One field in which two manifests differ.
 *
 * @param field the field
 * @param live its value in the job that lives; null when absent
 * @param submitted its value in the manifest that was sent; null when absent
 */
public record Difference(String field, @Nullable String live, @Nullable String submitted) {}
