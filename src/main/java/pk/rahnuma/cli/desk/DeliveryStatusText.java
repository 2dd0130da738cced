package pk.rahnuma.cli.desk;

import java.util.List;
import pk.rahnuma.cli.terminal.TerminalFormat;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.MessageStatusRepository;
import pk.rahnuma.registration.decision.ApplicantReachService;

/// Describes for staff whether the desk's last message reached the person.
final class DeliveryStatusText {

    private DeliveryStatusText() {}

    static String describeLastMessage(MessageStatusRepository said, long conversation) {
        return describeLastMessage(said.findLast(List.of(conversation)).get(conversation));
    }

    /// Describes the state of the last message.
    ///
    /// @param last null when there was none
    static String describeLastMessage(MessageStatusRepository.MessageStatus last) {
        if (last == null) {
            return "none";
        }
        return switch (last.state()) {
            case REFUSED -> "not delivered: " + refused(last.failure());
            case UNKNOWN -> "may not have arrived (" + TerminalFormat.formatTime(last.at()) + ")";
            case PENDING, HEARD -> "not delivered yet (said " + TerminalFormat.formatTime(last.at()) + ")";
            case SENT -> "sent " + TerminalFormat.formatTime(last.at());
            case CARRIED ->
                "answered " + TerminalFormat.formatTime(last.at()) + " (Telegram does not report whether that arrived)";
        };
    }

    /// Tells whether the delivery failed, which staff should see without asking.
    static boolean hasFailed(MessageStatusRepository.MessageStatus last) {
        return last != null && (last.state() == Message.State.REFUSED || last.state() == Message.State.UNKNOWN);
    }

    /// Describes the expected delivery of a message that was just sent to one person.
    ///
    /// @param recipient as `the person`
    static String describeNotification(String recipient, boolean unreachable) {
        return unreachable
                ? "The " + recipient
                        + " has blocked the bot and cannot be reached: the message is sent when they return."
                : "The " + recipient + " is notified.";
    }

    /// Describes the expected delivery to all recipients of an application.
    static String describeNotification(ApplicantReachService.RecipientReach reach) {
        if (reach.persons() <= 1 || reach.unreachable() == 0) {
            return describeNotification("applicant", reach.unreachable() > 0);
        }
        return reach.unreachable() + " of the " + reach.persons() + " who act for it have blocked the bot and cannot be"
                + " reached: the message is sent to them when they return."
                + (reach.unreachable() < reach.persons() ? " The others are notified." : "");
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
