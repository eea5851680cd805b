/**
 * The manifest of a training job, section by section: which fields it has, what they mean, which
 * ones this version refuses, and how they become a {@link dev.muster.model.spec.JobSpec}.
 */
@NullMarked
package dev.muster.manifest.job;

import org.jspecify.annotations.NullMarked;
