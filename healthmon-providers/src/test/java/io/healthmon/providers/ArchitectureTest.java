package io.healthmon.providers;

import io.healthmon.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
