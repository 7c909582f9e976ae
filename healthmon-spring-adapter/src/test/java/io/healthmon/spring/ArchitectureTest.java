package io.healthmon.spring;

import io.healthmon.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
