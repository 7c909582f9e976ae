package io.healthmon.architecture;

class SourceTest extends SourceContract {}
