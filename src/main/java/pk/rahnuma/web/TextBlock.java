package pk.rahnuma.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pk.rahnuma.dialog.render.NamedControls;

/// Part of a plain text: a paragraph, or a list whose lines began with a bullet.
///
/// @param list whether it is a list; each of its lines is an item
/// @param lines at least one
public record TextBlock(boolean list, List<List<Part>> lines) {

    private static final String BULLET = "• ";

    /// An address of a page with or without its scheme or of a mailbox, or a number with hyphens.
    private static final Pattern PIECE = Pattern.compile(
            "(?<number>(?<![\\w.-])[0-9]{1,20}+(?:-[0-9]{1,20}+){1,9}+(?![\\w-]))|(?<![\\w.@-])(?:(?<mail>[a-z0-9._-]{1,64}+@)|(?<scheme>https?://))?(?:[a-z0-9-]{1,63}+\\.){1,9}(?:pk|com|org|net)(?!\\w)(?:/[\\w/=-]{1,200}+)?");

    /// Piece of a line.
    ///
    /// @param href null for text that is no link
    /// @param number whether it is a number that must not be broken at its hyphens
    public record Part(String text, @Nullable String href, boolean number) {

        /// True for a link to another site or a mailbox.
        public boolean isForeign() {
            return href != null && !href.startsWith("/");
        }

        private static Part ofText(String text) {
            return new Part(text, null, false);
        }
    }

    /// Splits a text into paragraphs at empty lines, and at the first and last line of a list.
    ///
    /// @param controls addresses at which controls are found, by the labels that texts quote
    public static List<TextBlock> parse(String text, Map<String, String> controls) {
        List<TextBlock> blocks = new ArrayList<>();
        boolean open = false;
        for (String line : text.split("\n")) {
            boolean item = line.startsWith(BULLET);
            if (line.isBlank()) {
                open = false;
                continue;
            }
            if (!open || blocks.getLast().list() != item) {
                blocks.add(new TextBlock(item, new ArrayList<>()));
                open = true;
            }
            blocks.getLast().lines().add(parts(item ? line.substring(BULLET.length()) : line, controls));
        }
        return blocks;
    }

    private static List<Part> parts(String line, Map<String, String> controls) {
        List<Part> parts = new ArrayList<>();
        Matcher label = NamedControls.QUOTED_LABEL.matcher(line);
        int end = 0;
        while (label.find()) {
            String href = controls.get(label.group("label"));
            if (href != null) {
                addPieces(line.substring(end, label.start("label")), parts);
                parts.add(new Part(label.group("label"), href, false));
                end = label.end("label");
            }
        }
        addPieces(line.substring(end), parts);
        return parts;
    }

    private static void addPieces(String text, List<Part> parts) {
        Matcher piece = PIECE.matcher(text);
        int end = 0;
        while (piece.find()) {
            if (piece.start() > end) {
                parts.add(Part.ofText(text.substring(end, piece.start())));
            }
            boolean number = piece.group("number") != null;
            String scheme = piece.group("mail") != null ? "mailto:" : piece.group("scheme") == null ? "https://" : "";
            parts.add(new Part(piece.group(), number ? null : scheme + piece.group(), number));
            end = piece.end();
        }
        if (end < text.length()) {
            parts.add(Part.ofText(text.substring(end)));
        }
    }
}
