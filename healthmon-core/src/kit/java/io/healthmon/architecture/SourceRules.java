package io.healthmon.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The rules on the size of sources: a smell detector that makes a growing class talk before it is a monster. */
final class SourceRules {

    static final int LINES_OF_A_FILE = 350;
    static final int PUBLIC_TYPES_OF_A_PACKAGE = 12;

    private SourceRules() {}

    /** One line for each file longer than {@link #LINES_OF_A_FILE}. */
    static List<String> filesTooLong(Path folder) {
        return sources(folder).stream()
                .filter(file -> lines(file) > LINES_OF_A_FILE)
                .map(file -> file + " has " + lines(file) + " lines, allowed are " + LINES_OF_A_FILE)
                .toList();
    }

    /** One line for each package with more public top-level types than {@link #PUBLIC_TYPES_OF_A_PACKAGE}. */
    static List<String> packagesTooWide(Path folder) {
        Map<String, Integer> widths = new TreeMap<>();
        parse(folder, (unit, positions) -> widths.merge(packageOf(unit), publicTypes(unit), Integer::sum));
        return widths.entrySet().stream()
                .filter(entry -> entry.getValue() > PUBLIC_TYPES_OF_A_PACKAGE)
                .map(entry -> "package " + entry.getKey() + " has " + entry.getValue() + " public types, allowed are "
                        + PUBLIC_TYPES_OF_A_PACKAGE)
                .toList();
    }

    /** One line for each method body, constructor and record that is too large. */
    static List<String> membersTooLarge(Path folder) {
        MemberSizes sizes = new MemberSizes();
        parse(folder, (unit, positions) -> sizes.scan(unit, positions));
        return sizes.violations();
    }

    private static int publicTypes(CompilationUnitTree unit) {
        return (int) unit.getTypeDecls().stream()
                .filter(type -> type instanceof ClassTree declared
                        && declared.getModifiers().getFlags().contains(Modifier.PUBLIC))
                .count();
    }

    private static String packageOf(CompilationUnitTree unit) {
        Tree name = unit.getPackageName();
        return name == null ? "" : name.toString();
    }

    private static void parse(Path folder, UnitVisitor visitor) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = sources(folder);
        if (files.isEmpty()) {
            return;
        }
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                visitor.visit(unit, positions);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface UnitVisitor {
        void visit(CompilationUnitTree unit, SourcePositions positions);
    }
}
