package io.healthmon.architecture;

class ArchitectureTest extends ArchitectureContract {}
