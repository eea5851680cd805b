@NullMarked
package dev.muster.server.jobs;

import org.jspecify.annotations.NullMarked;
