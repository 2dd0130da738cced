package pk.rahnuma.endtoend;

import java.util.List;

/// Somebody at a door, whichever it is. Waiting reads on: each `awaits` looks only at what came after what the last one
/// found.
interface Guest {

    /// What a guest did, so that it can come again.
    interface Done {}

    /// What the desk said.
    ///
    /// @param buttons their labels
    /// @param source as the door gave it
    record Line(String text, List<String> buttons, Object source) {}

    Done says(String text);

    Done taps(Line line, String label);

    /// A picture.
    Done sends(byte[] picture);

    /// Changes a text that was said before.
    Done edits(Done earlier, String text);

    /// The channel delivers the same once more.
    void comesAgain(Done done);

    /// The next that the desk says with this in its text.
    Line awaits(String part);

    /// All that the desk said.
    List<String> heard();
}
