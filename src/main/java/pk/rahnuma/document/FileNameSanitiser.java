package pk.rahnuma.document;

import java.util.Locale;

/// Sanitises file names that devices send.
public final class FileNameSanitiser {

    private static final int MAX_NAME_LENGTH = 100;

    private FileNameSanitiser() {}

    /// Removes folders and characters that control a terminal or a header, and sets the extension of the real type;
    /// empty when nothing is left.
    public static String sanitiseName(String name, DocumentType kind) {
        if (name == null) {
            return "";
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder out = new StringBuilder();
        last.codePoints()
                .filter(FileNameSanitiser::isHarmless)
                .limit(MAX_NAME_LENGTH)
                .forEach(out::appendCodePoint);
        String plain = out.toString().strip();
        int dot = plain.lastIndexOf('.');
        String stem = dot < 0 ? plain : plain.substring(0, dot);
        String ending = dot < 0 ? "" : plain.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean fits = ending.equals(kind.fileExtension()) || kind == DocumentType.JPEG && ending.equals("jpeg");
        String kept = stem.strip();
        return kept.isEmpty() || kept.chars().allMatch(c -> c == '.')
                ? ""
                : kept + "." + (fits ? ending : kind.fileExtension());
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> " ._-()".indexOf(c) >= 0;
        };
    }
}
