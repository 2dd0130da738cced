package pk.rahnuma.telegram.send;

import java.util.ArrayList;
import java.util.List;

/// Splits a text into messages, so that a long one is sent in parts and none of it is lost.
public final class TextSplitter {

    private TextSplitter() {}

    /// Splits at the last line end, otherwise at the last space, otherwise anywhere except inside a character.
    public static List<String> splitText(String text, int limit) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (rest.length() > limit) {
            int end = findEnd(rest, limit);
            String piece = rest.substring(0, end).stripTrailing();
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty() || pieces.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }

    /// First paragraph and the rest; for a single paragraph, `otherwise` and the text.
    static List<String> splitFirstParagraph(String text, String otherwise) {
        int gap = text.indexOf("\n\n");
        if (gap <= 0) {
            return List.of(otherwise, text);
        }
        return List.of(text.substring(0, gap), text.substring(gap).stripLeading());
    }

    private static int findEnd(String text, int limit) {
        int line = text.lastIndexOf('\n', limit);
        if (line > 0) {
            return line;
        }
        int space = text.lastIndexOf(' ', limit);
        if (space > 0) {
            return space;
        }
        return Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    }
}
