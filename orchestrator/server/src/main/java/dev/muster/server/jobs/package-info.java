/** The interface of people and scripts: jobs and what can be known of them, artifacts, events. */
@NullMarked
package dev.muster.server.jobs;

import org.jspecify.annotations.NullMarked;
