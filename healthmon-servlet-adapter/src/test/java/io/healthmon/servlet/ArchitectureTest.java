package io.healthmon.servlet;

import io.healthmon.architecture.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {}
