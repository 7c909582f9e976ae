package io.healthmon.jdbc;

import io.healthmon.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
