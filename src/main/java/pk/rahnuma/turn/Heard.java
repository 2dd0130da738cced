package pk.rahnuma.turn;

import java.util.List;
import pk.rahnuma.dialog.Fetch;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.script.Limits;

/// What a person did, as a line of the conversation. The body's `asks` says what kind of thing was heard: `text`, `tap`
/// (the text is the button's data), `file`, `contact` or `edit`.
record Heard(Reply body, String reference) {

    /// With the file that came with it, as it is or will be kept.
    Heard bringing(String file) {
        return new Heard(body.bringing(file), reference);
    }

    /// With how it reads to those who may not see it in full.
    Heard masked(String masked) {
        return masked == null ? this : new Heard(body.masked(legible(masked)), reference);
    }

    /// @return null for what no person did, or is not shown again
    static Heard of(Input input) {
        return switch (input) {
            case Input.Text text -> heard(text.text(), "text", text.message());
            case Input.Tap tap -> heard(tap.data(), "tap", null);
            case Input.File file ->
                heard(file.file().name() == null ? "📎" : file.file().name(), "file", file.message());
            case Input.Contact contact -> heard(contact.phone(), "contact", contact.message());
            case Input.Edit edit -> heard(edit.text(), "edit", edit.message());
            // The desk says how many there were; the answers themselves stand where answers do.
            case Input.Answers answers -> null;
            case Input.Result result -> null;
            case Input.Fetched fetched -> null;
            case Input.Timer timer -> null;
            case Input.Staff staff -> null;
            case Input.Back back -> null;
        };
    }

    /// Whether it is something that a human who has the conversation is to see.
    static boolean isForHuman(Input input) {
        return switch (input) {
            case Input.Text text -> true;
            case Input.File file -> true;
            case Input.Contact contact -> true;
            case Input.Edit edit -> true;
            case Input.Fetched fetched -> Fetch.HUMAN.equals(fetched.session());
            default -> false;
        };
    }

    private static Heard heard(String text, String kind, String reference) {
        String kept = text.length() <= Limits.TEXT ? text : text.substring(0, Limits.TEXT);
        return new Heard(new Reply(legible(kept), List.of(), kind, Reply.Manner.PLAIN), reference);
    }

    /// Without control characters and halves of characters: nobody sees them, and kept as JSON each takes six bytes.
    private static String legible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(Heard::isLegible).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isLegible(int c) {
        return c == '\n' || c == '\t' || c >= ' ' && Character.getType(c) != Character.SURROGATE;
    }
}
