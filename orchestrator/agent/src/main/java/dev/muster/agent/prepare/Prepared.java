package dev.muster.agent.prepare;

import java.nio.file.Path;

/**
 * A node that ranks can start on.
 *
 * @param jobDirectory the job's folder on this node
 * @param workdir the unpacked working directory
 * @param python the Python that ranks see; none where the job wants none
 */
public record Prepared(Path jobDirectory, Path workdir, PythonHome python) {}
