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
            if (method.getReturnType() == null) {
                int parameters = method.getParameters().size();
                limit(method, "constructor parameters", parameters, PARAMETERS_OF_A_CONSTRUCTOR);
            }
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (type.getKind() == Tree.Kind.RECORD) {
                limit(type, "components of record " + type.getSimpleName(), components(type), COMPONENTS_OF_A_RECORD);
            }
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

    /** In a record each field that is not static is a component. */
    private static int components(ClassTree type) {
        return (int) type.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .count();
    }
}
