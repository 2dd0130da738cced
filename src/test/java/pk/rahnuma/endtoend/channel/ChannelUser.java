package pk.rahnuma.endtoend.channel;

import java.util.List;

/// Somebody at a door, whichever it is. Waiting reads on: each `awaits` looks only at what came after what the last one
/// found.
public interface ChannelUser {

    /// What a guest did, so that it can come again.
    interface SentInput {}

    /// What the desk said.
    ///
    /// @param buttons their labels
    /// @param source as the door gave it
    record ShownMessage(String text, List<String> buttons, Object source) {}

    SentInput sendsText(String text);

    SentInput tapsButton(ShownMessage line, String label);

    /// A picture.
    SentInput sendsPicture(byte[] picture);

    /// Changes a text that was said before.
    SentInput editsText(SentInput earlier, String text);

    /// The channel delivers the same once more.
    void resendsInput(SentInput done);

    /// The next that the desk says with this in its text.
    ShownMessage awaitsMessage(String part);

    /// All that the desk said.
    List<String> receivedTexts();
}
