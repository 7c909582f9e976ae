package io.healthmon.architecture;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Measures methods, constructors and records in parsed sources. */
final class MemberSizes {

    static final int LINES_OF_A_BODY = 30;
    static final int PARAMETERS_OF_A_CONSTRUCTOR = 6;

    /** More than a constructor may have: a component is read by its name, and factories spare callers the list. */
    static final int COMPONENTS_OF_A_RECORD = 12;

    private final List<String> violations = new ArrayList<>();

    List<String> violations() {
        return List.copyOf(violations);
    }

    void scan(CompilationUnitTree unit, SourcePositions positions) {
        new Scanner(unit, positions).scan(unit, null);
    }

    // The scanner of the JDK is handed "nothing" and hands it on.
    @SuppressWarnings("VoidUsed")
    private final class Scanner extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            BlockTree body = method.getBody();
            if (body != null) {
                limit(method, "lines in the body of " + method.getName(), linesOf(body), LINES_OF_A_BODY);
            }
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            boolean isRecord = type.getKind() == Tree.Kind.RECORD;
            int components = components(type);
            if (isRecord) {
                limit(type, "components of record " + type.getSimpleName(), components, COMPONENTS_OF_A_RECORD);
            }
            constructors(type)
                    .filter(constructor ->
                            !isRecord || constructor.getParameters().size() != components)
                    .forEach(constructor -> limit(
                            constructor,
                            "constructor parameters",
                            constructor.getParameters().size(),
                            PARAMETERS_OF_A_CONSTRUCTOR));
            return super.visitClass(type, nothing);
        }

        private void limit(Tree tree, String what, int actual, int allowed) {
            if (actual > allowed) {
                long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
                violations.add(unit.getSourceFile().getName() + ":" + line + " has " + actual + " " + what
                        + ", allowed are " + allowed);
            }
        }

        private int linesOf(BlockTree body) {
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, body));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, body));
            return (int) Math.max(0, last - first - 1);
        }
    }

    private static Stream<MethodTree> constructors(ClassTree type) {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getReturnType() == null);
    }

    /** In a record each field that is not static is a component. */
    private static int components(ClassTree type) {
        return (int) type.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .count();
    }
}
