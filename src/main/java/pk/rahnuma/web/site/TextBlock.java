package pk.rahnuma.web.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Part of a plain text: a paragraph, or a list whose lines began with a bullet.
///
/// @param list whether it is a list; each of its lines is an item
/// @param lines at least one
public record TextBlock(boolean list, List<List<Part>> lines) {

    private static final String BULLET = "• ";

    /// An address of a page with or without its scheme, or of a mailbox.
    private static final Pattern LINK = Pattern.compile(
            "(?<![\\w.@-])(?:(?<mail>[a-z0-9._-]+@)|(?<scheme>https?://))?(?:[a-z0-9-]+\\.)+(?:pk|com|org|net)\\b(?:/[\\w/=-]+)?");

    /// Piece of a line.
    ///
    /// @param href null for text that is no link
    public record Part(String text, String href) {}

    /// Splits a text into paragraphs at empty lines, and at the first and last line of a list.
    public static List<TextBlock> parse(String text) {
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
            blocks.getLast().lines().add(parts(item ? line.substring(BULLET.length()) : line));
        }
        return blocks;
    }

    private static List<Part> parts(String line) {
        List<Part> parts = new ArrayList<>();
        Matcher link = LINK.matcher(line);
        int end = 0;
        while (link.find()) {
            if (link.start() > end) {
                parts.add(new Part(line.substring(end, link.start()), null));
            }
            String scheme = link.group("mail") != null ? "mailto:" : link.group("scheme") == null ? "https://" : "";
            parts.add(new Part(link.group(), scheme + link.group()));
            end = link.end();
        }
        if (end < line.length()) {
            parts.add(new Part(line.substring(end), null));
        }
        return parts;
    }
}
