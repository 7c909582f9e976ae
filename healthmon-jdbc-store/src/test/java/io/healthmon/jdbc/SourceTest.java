package io.healthmon.jdbc;

import io.healthmon.architecture.SourceContract;

class SourceTest extends SourceContract {}
