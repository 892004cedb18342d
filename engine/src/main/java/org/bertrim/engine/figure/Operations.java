package org.bertrim.engine.figure;

import java.util.List;
import java.util.Locale;

/** How the operations of a cell are called and coloured: by their family, which the beginning of an id tells. */
public final class Operations {

    /** What belongs together and has one colour. */
    public enum Family {
        CONVOLUTION(Token.SERIES_1),
        DILATED(Token.SERIES_4),
        POOLING(Token.SERIES_2),
        SKIP(Token.SERIES_3),
        ZERO(Token.FAINT),
        OTHER(Token.SERIES_5);

        private final Token token;

        Family(Token token) {
            this.token = token;
        }

        /** Its colour. */
        public Token token() {
            return token;
        }

        String key() {
            return "family." + name().toLowerCase(Locale.ROOT);
        }
    }

    private Operations() {}

    /** The family of an operation. */
    public static Family family(String operation) {
        if (operation.startsWith("conv")) {
            return Family.CONVOLUTION;
        }
        if (operation.startsWith("dilated")) {
            return Family.DILATED;
        }
        if (operation.contains("Pool")) {
            return Family.POOLING;
        }
        return operation.equals("skip") ? Family.SKIP : operation.equals(Cell.ZERO) ? Family.ZERO : Family.OTHER;
    }

    /** Its name in full, e.g. {@code dilated conv 5}; its id where there is none. */
    public static String name(String operation, Words words) {
        return known("operation.", operation, words);
    }

    /** Its name as short as a label has it, e.g. {@code dil conv 5}. */
    public static String label(String operation, Words words) {
        return known("operationLabel.", operation, words);
    }

    private static String known(String group, String operation, Words words) {
        return Words.keys().contains(group + operation) ? words.get(group + operation) : operation;
    }

    /** The families that occur, in their order. */
    static List<Family> families(Cell cell) {
        return cell.edges().stream().map(edge -> family(edge.operation())).distinct().sorted().toList();
    }

    /** A probability in whole per cent. */
    static String percent(double probability) {
        return Math.round(100 * probability) + " %";
    }
}
