package pk.rahnuma.cli.desk;

import java.util.List;
import pk.rahnuma.cli.terminal.Words;
import pk.rahnuma.post.LastSaid;
import pk.rahnuma.post.Message;

/// Whether people know what the desk said last, in words for staff.
final class Delivered {

    private Delivered() {}

    static String words(LastSaid said, long conversation) {
        return words(said.of(List.of(conversation)).get(conversation));
    }

    /// @param last null when nothing was said
    static String words(LastSaid.Last last) {
        if (last == null) {
            return "none";
        }
        return switch (last.state()) {
            case REFUSED -> "not delivered: " + refused(last.failure());
            case UNKNOWN -> "may not have arrived (" + Words.time(last.at()) + ")";
            case PENDING, HEARD -> "not delivered yet (said " + Words.time(last.at()) + ")";
            case SENT -> "sent " + Words.time(last.at());
            case CARRIED -> "answered " + Words.time(last.at()) + " (Telegram does not tell whether that arrived)";
        };
    }

    /// Whether staff should know without asking.
    static boolean failed(LastSaid.Last last) {
        return last != null && (last.state() == Message.State.REFUSED || last.state() == Message.State.UNKNOWN);
    }

    private static String refused(String failure) {
        return switch (failure == null ? "" : failure) {
            case "blocked" -> "has blocked the bot";
            case "deactivated" -> "the account is deleted";
            case "" -> "refused";
            default -> failure;
        };
    }
}
