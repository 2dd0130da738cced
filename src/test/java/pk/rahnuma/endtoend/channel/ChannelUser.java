package pk.rahnuma.endtoend.channel;

import java.util.List;

/// User of any channel. Waiting reads on: each `awaits` checks only messages after the one that the last call found.
public interface ChannelUser {

    /// Input of a user, so that it can be sent again.
    interface SentInput {}

    /// Message of the desk.
    ///
    /// @param buttons their labels
    /// @param source as the channel delivered it
    record ShownMessage(String text, List<String> buttons, Object source) {}

    SentInput sendsText(String text);

    SentInput tapsButton(ShownMessage line, String label);

    /// Edits an earlier text.
    SentInput editsText(SentInput earlier, String text);

    /// Delivers the same input once more, as the channel may do.
    void resendsInput(SentInput done);

    /// Waits for the next message with this in its text.
    ShownMessage awaitsMessage(String part);

    /// All messages of the desk.
    List<String> receivedTexts();
}
