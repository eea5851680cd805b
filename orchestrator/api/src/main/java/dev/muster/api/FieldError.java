package dev.muster.api;

import org.jspecify.annotations.Nullable;

/**
 * One error in a manifest.
 *
 * @param pointer JSON pointer of the field
 * @param line line in the text, from 1; null when the place is not known
 * @param column column in the line, from 1; null when the place is not known
 * @param message what was expected, with the nearest thing that would do
 * @param value what is there; null when nothing is
 */
public record FieldError(
    String pointer,
    @Nullable Integer line,
    @Nullable Integer column,
    String message,
    @Nullable String value) {}
